-- Of the people first tried in a month, how many were reached within 1, 3, 7 and 30 days of that?
{{ config(enabled=cleargrid.uses(['communication_logs'])) }}
{%- set spans = [1, 3, 7, 30] %}

with people as (
    select
        person_key,
        cohort_month,
        attempts_within_7_days,
        {%- for days in spans %}
        {{ dbt.dateadd('day', days, 'first_tried_at') }} <= {{ cleargrid.as_of() }}
            as is_observed_{{ days }}_days,
        coalesce(first_reached_at < {{ dbt.dateadd('day', days, 'first_tried_at') }}, false)
            as is_reached_within_{{ days }}_days{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('int_cleargrid__people') }}
),

tallies as (
    select
        cohort_month,
        {{ cleargrid.count_rows() }} as people,
        {%- for days in spans %}
        {{ cleargrid.count_if('is_observed_' ~ days ~ '_days') }}
            as people_observed_{{ days }}_days,
        {{ cleargrid.count_if(
            'is_observed_' ~ days ~ '_days and is_reached_within_' ~ days ~ '_days') }}
            as reached_within_{{ days }}_days,
        {%- endfor %}
        {{ cleargrid.total('case when is_observed_7_days then attempts_within_7_days end') }}
            as attempts_within_7_days
    from people
    group by cohort_month
)

select
    cohort_month,
    people,
    {%- for days in spans %}
    people_observed_{{ days }}_days,
    reached_within_{{ days }}_days,
    {{ cleargrid.per('reached_within_' ~ days ~ '_days', 'people_observed_' ~ days ~ '_days') }}
        as reached_within_{{ days }}_days_per_person_observed,
    {%- endfor %}
    {{ cleargrid.per('attempts_within_7_days', 'people_observed_7_days') }}
        as attempts_within_7_days_per_person_observed
from tallies
{{ cleargrid.in_order('cohort_month') }}
