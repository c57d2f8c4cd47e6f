-- How often is one number or address tried within contact_window_days days, and how often is that
-- more than contact_limit allows?
{{ config(enabled=cleargrid.uses(['communication_logs'])) }}
{%- set limit = var('contact_limit') | int %}

with tallies as (
    select
        day,
        scope,
        {{ cleargrid.count_rows() }} as attempts,
        {{ cleargrid.count_if('attempts_in_window > ' ~ limit) }} as attempts_over_limit,
        {{ cleargrid.count_distinct('person_key') }} as people,
        {{ cleargrid.count_distinct('person_key', 'attempts_in_window > ' ~ limit) }}
            as people_over_limit,
        max(attempts_in_window) as most_attempts_to_one_person
    from {{ ref('int_cleargrid__attempt_windows') }}
    group by day, scope
)

select
    day,
    cast(scope as {{ dbt.type_string() }}) as scope,
    cast({{ var('contact_window_days') | int }} as {{ dbt.type_int() }}) as window_days,
    cast({{ limit }} as {{ dbt.type_int() }}) as attempts_limit,
    attempts,
    attempts_over_limit,
    people,
    people_over_limit,
    most_attempts_to_one_person,
    {{ cleargrid.per('attempts_over_limit', 'attempts') }} as attempts_over_limit_per_attempt,
    {{ cleargrid.per('people_over_limit', 'people') }} as people_over_limit_per_person
from tallies
{{ cleargrid.in_order('day, scope') }}
