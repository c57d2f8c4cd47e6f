-- Of the promises to pay that were made in a month, how many are broken so far, by their age now?
{{ config(enabled=cleargrid.uses(['manual_communication_logs'])) }}
{%- set bands = [(0, '0-6', 7), (7, '7-13', 14), (14, '14-29', 30), (30, '30-59', 60),
                 (60, '60-89', 90)] %}

with promises as (
    select
        month as made_month,
        is_active,
        is_ptp_broken,
        {{ dbt.datediff('day', cleargrid.local(cleargrid.as_of()), 'day') }} as age_days
    from {{ ref('int_cleargrid__outcomes') }}
    where is_ptp
),

banded as (
    select
        made_month,
        is_active,
        is_ptp_broken,
        case
            {%- for from_day, name, until_day in bands %}
            when age_days < {{ until_day }} then {{ from_day }}
            {%- endfor %}
            else 90
        end as age_days_from
    from promises
),

tallies as (
    select
        made_month,
        age_days_from,
        {{ cleargrid.count_rows() }} as promises,
        {{ cleargrid.count_if('is_ptp_broken') }} as broken,
        {{ cleargrid.count_if('is_active and not is_ptp_broken') }} as still_open,
        {{ cleargrid.count_if('not is_active and not is_ptp_broken') }} as closed_unbroken
    from banded
    group by made_month, age_days_from
)

select
    made_month,
    cast(
        case age_days_from
            {%- for from_day, name, until_day in bands %}
            when {{ from_day }} then '{{ name }}'
            {%- endfor %}
            else '90+'
        end as {{ dbt.type_string() }}
    ) as age_band,
    cast(age_days_from as {{ dbt.type_int() }}) as age_days_from,
    promises,
    broken,
    still_open,
    closed_unbroken,
    {{ cleargrid.per('broken', 'promises') }} as broken_per_promise,
    {{ cleargrid.per('still_open', 'promises') }} as still_open_per_promise,
    {{ cleargrid.per('closed_unbroken', 'promises') }} as closed_unbroken_per_promise
from tallies
{{ cleargrid.in_order('made_month, age_days_from') }}
