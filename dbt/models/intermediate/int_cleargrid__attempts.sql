{{ config(enabled=cleargrid.uses(['communication_logs'])) }}

with logs as (
    select
        public_id,
        direction,
        status,
        communication_type,
        duration,
        communicated_at,
        created_at,
        {{ cleargrid.local('communicated_at') }} as local_time,
        {{ cleargrid.word('direction') }} as direction_word,
        case
            when {{ cleargrid.word('direction') }} = 'inbound' then from_address
            else to_address
        end as person_address
    from {{ ref('stg_cleargrid__communication_logs') }}
),

statuses as (
    select * from {{ cleargrid.vocabulary('statuses') }}
),

communication_types as (
    select * from {{ cleargrid.vocabulary('communication_types') }}
)

select
    logs.public_id as attempt_id,
    {{ cleargrid.person_key('logs.person_address') }} as person_key,
    coalesce(communication_types.channel, {{ cleargrid.named('lower(logs.communication_type)') }})
        as channel,
    {{ cleargrid.named('logs.direction_word') }} as direction,
    coalesce(communication_types.is_phone_call, false) as is_phone_call,
    coalesce(statuses.is_failed, false) as is_failed,
    coalesce(statuses.is_reached, false) as is_reached,
    coalesce(statuses.is_contact, false) as is_contact,
    logs.duration as duration_seconds,
    logs.communicated_at,
    logs.created_at,
    logs.local_time,
    {{ cleargrid.first_day_of('day', 'logs.local_time') }} as day,
    {{ cleargrid.first_day_of('month', 'logs.local_time') }} as month,
    cast({{ cleargrid.weekday('logs.local_time') }} as {{ dbt.type_int() }}) as weekday,
    cast(extract(hour from logs.local_time) as {{ dbt.type_int() }}) as hour,
    logs.status as raw_status,
    logs.communication_type as raw_communication_type
from logs
left join statuses
    on {{ cleargrid.word('logs.status') }} = {{ cleargrid.word('statuses.status') }}
left join communication_types
    on {{ cleargrid.word('logs.communication_type') }}
        = {{ cleargrid.word('communication_types.communication_type') }}
