{{ config(enabled=cleargrid.uses(['manual_communication_logs'])) }}

with logs as (
    select
        public_id,
        communication_type,
        interaction_source,
        outcome_option,
        coalesce(is_active, false) as is_active,
        coalesce(is_ptp_broken, false) as is_ptp_broken,
        communicated_at,
        {{ cleargrid.local('communicated_at') }} as local_time
    from {{ ref('stg_cleargrid__manual_communication_logs') }}
),

outcome_options as (
    select * from {{ cleargrid.vocabulary('outcome_options') }}
),

communication_types as (
    select * from {{ cleargrid.vocabulary('communication_types') }}
)

select
    logs.public_id as outcome_id,
    coalesce(communication_types.channel, {{ cleargrid.named('lower(logs.communication_type)') }})
        as channel,
    {{ cleargrid.named('logs.interaction_source') }} as interaction_source,
    coalesce(outcome_options.is_contact, false) as is_contact,
    coalesce(outcome_options.is_rpc, false) as is_rpc,
    coalesce(outcome_options.is_ptp, false) as is_ptp,
    coalesce(outcome_options.is_refusal, false) as is_refusal,
    logs.is_active,
    logs.is_ptp_broken,
    logs.communicated_at,
    logs.local_time,
    {{ cleargrid.first_day_of('day', 'logs.local_time') }} as day,
    {{ cleargrid.first_day_of('month', 'logs.local_time') }} as month,
    logs.outcome_option as raw_outcome_option,
    logs.communication_type as raw_communication_type
from logs
left join outcome_options
    on {{ cleargrid.word('logs.outcome_option') }}
        = {{ cleargrid.word('outcome_options.outcome_option') }}
left join communication_types
    on {{ cleargrid.word('logs.communication_type') }}
        = {{ cleargrid.word('communication_types.communication_type') }}
