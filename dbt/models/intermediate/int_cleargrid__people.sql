{{ config(enabled=cleargrid.uses(['communication_logs'])) }}

with attempts as (
    select person_key, communicated_at, local_time, is_reached
    from {{ ref('int_cleargrid__attempts') }}
    where direction = 'outbound' and person_key is not null
),

people as (
    select
        person_key,
        min(communicated_at) as first_tried_at,
        min(local_time) as first_tried_local,
        min(case when is_reached then communicated_at end) as first_reached_at
    from attempts
    group by person_key
),

first_week as (
    select people.person_key, count(*) as attempts
    from people
    inner join attempts
        on attempts.person_key = people.person_key
        and attempts.communicated_at < {{ dbt.dateadd('day', 7, 'people.first_tried_at') }}
    group by people.person_key
)

select
    people.person_key,
    people.first_tried_at,
    people.first_reached_at,
    {{ cleargrid.first_day_of('month', 'people.first_tried_local') }} as cohort_month,
    cast(first_week.attempts as {{ dbt.type_bigint() }}) as attempts_within_7_days
from people
inner join first_week on first_week.person_key = people.person_key
