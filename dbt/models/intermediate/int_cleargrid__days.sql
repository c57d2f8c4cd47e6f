{{ config(enabled=cleargrid.uses(['communication_logs'])) }}

-- Each day from the first attempt to the last, also those on which there was none: up to 10,000.
with digits as (
    {% for digit in range(10) %}
    {{ 'union all ' if not loop.first }}select {{ digit }} as digit
    {%- endfor %}
),

numbers as (
    select ones.digit + 10 * tens.digit + 100 * hundreds.digit + 1000 * thousands.digit as number_of_days
    from digits as ones
    cross join digits as tens
    cross join digits as hundreds
    cross join digits as thousands
),

bounds as (
    select min(day) as first_day, max(day) as last_day
    from {{ ref('int_cleargrid__attempts') }}
)

select {{ cleargrid.days_after('bounds.first_day', 'numbers.number_of_days') }} as day
from bounds
cross join numbers
where {{ cleargrid.days_after('bounds.first_day', 'numbers.number_of_days') }} <= bounds.last_day
