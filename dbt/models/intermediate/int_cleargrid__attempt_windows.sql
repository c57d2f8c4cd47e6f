{{ config(enabled=cleargrid.uses(['communication_logs'])) }}

with attempts as (
    select attempt_id, person_key, channel, communicated_at, day
    from {{ ref('int_cleargrid__attempts') }}
    where direction = 'outbound' and person_key is not null
),

scoped as (
    select 'all' as scope, attempt_id, person_key, communicated_at, day from attempts
    union all
    select channel as scope, attempt_id, person_key, communicated_at, day from attempts
),

-- An attempt counts from its instant on, and no longer when the window has passed. What ends at an
-- instant is taken off before what begins there is counted.
events as (
    select scope, attempt_id, person_key, day, communicated_at as event_at, 1 as change, 1 as place
    from scoped
    union all
    select
        scope,
        attempt_id,
        person_key,
        day,
        {{ dbt.dateadd('day', var('contact_window_days') | int, 'communicated_at') }} as event_at,
        -1 as change,
        0 as place
    from scoped
),

running as (
    select
        scope,
        attempt_id,
        person_key,
        day,
        event_at,
        change,
        sum(change) over (
            partition by scope, person_key
            order by event_at, place, attempt_id
            rows between unbounded preceding and current row
        ) as attempts_in_window
    from events
)

select
    scope,
    attempt_id,
    person_key,
    event_at as communicated_at,
    day,
    cast(attempts_in_window as {{ dbt.type_bigint() }}) as attempts_in_window
from running
where change = 1
