-- How many outcomes and promises come in a day and an hour, by where they are logged?
-- ClearGrid's rows name no agent: interaction_source is as near as they go.
with stg_manual_communication_logs as (
with versions as (
    select
        cast(`public_id` as string) as public_id,
        cast(`communication_type` as string) as communication_type,
        cast(`interaction_source` as string) as interaction_source,
        cast(`outcome_option` as string) as outcome_option,
        cast(`is_active` as boolean) as is_active,
        cast(`is_ptp_broken` as boolean) as is_ptp_broken,
        datetime(`communicated_at`, 'UTC') as communicated_at,
        datetime(`created_at`, 'UTC') as created_at,
        datetime(`updated_at`, 'UTC') as updated_at,
        datetime(`_airbyte_extracted_at`, 'UTC') as extracted_at
    from manual_communication_logs
),
numbered as (
    select
        versions.*,
        row_number() over (
            partition by public_id
            order by updated_at desc nulls last, extracted_at desc nulls last
        ) as version_number,
        count(*) over (partition by public_id) as raw_row_count
    from versions
)
select
    public_id,
    communication_type,
    interaction_source,
    outcome_option,
    is_active,
    is_ptp_broken,
    communicated_at,
    created_at,
    updated_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
),
int_outcomes as (
with logs as (
    select
        public_id,
        communication_type,
        interaction_source,
        outcome_option,
        coalesce(is_active, false) as is_active,
        coalesce(is_ptp_broken, false) as is_ptp_broken,
        communicated_at,
        communicated_at as local_time
    from stg_manual_communication_logs
),
outcome_options as (
    select * from (
        select 'no_answer' as outcome_option, 'nobody answered' as meaning, false as is_contact, false as is_rpc, false as is_ptp, false as is_refusal
        union all select 'busy', 'the line was busy', false, false, false, false
        union all select 'voicemail', 'a machine answered', false, false, false, false
        union all select 'wrong_number', 'somebody answered, who is not the borrower', true, false, false, false
        union all select 'third_party', 'somebody answered, who is not the borrower', true, false, false, false
        union all select 'rpc', 'right-party contact', true, true, false, false
        union all select 'callback', 'the borrower asked to be called back', true, true, false, false
        union all select 'ptp', 'promise to pay', true, true, true, false
        union all select 'refused', 'the borrower refuses to pay', true, true, false, true
        union all select 'settled', 'the borrower settled', true, true, false, false
        union all select 'paid', 'the borrower has paid', true, true, false, false
        union all select 'dispute', 'the borrower disputes the debt', true, true, false, false
    ) as vocabulary
),
communication_types as (
    select * from (
        select 'call' as communication_type, 'call' as channel, true as is_phone_call
        union all select 'phone', 'call', true
        union all select 'phone_call', 'call', true
        union all select 'sms', 'sms', false
        union all select 'whatsapp', 'whatsapp', false
        union all select 'email', 'email', false
        union all select 'visit', 'visit', false
        union all select 'field_visit', 'visit', false
    ) as vocabulary
)
select
    logs.public_id as outcome_id,
    coalesce(communication_types.channel, coalesce(nullif(trim(lower(logs.communication_type)), ''), 'none'))
        as channel,
    coalesce(nullif(trim(logs.interaction_source), ''), 'none') as interaction_source,
    coalesce(outcome_options.is_contact, false) as is_contact,
    coalesce(outcome_options.is_rpc, false) as is_rpc,
    coalesce(outcome_options.is_ptp, false) as is_ptp,
    coalesce(outcome_options.is_refusal, false) as is_refusal,
    logs.is_active,
    logs.is_ptp_broken,
    logs.communicated_at,
    logs.local_time,
    date_trunc(cast(logs.local_time as date), day) as day,
    date_trunc(cast(logs.local_time as date), month) as month,
    logs.outcome_option as raw_outcome_option,
    logs.communication_type as raw_communication_type
from logs
left join outcome_options
    on lower(replace(replace(trim(logs.outcome_option), '-', '_'), ' ', '_'))
        = lower(replace(replace(trim(outcome_options.outcome_option), '-', '_'), ' ', '_'))
left join communication_types
    on lower(replace(replace(trim(logs.communication_type), '-', '_'), ' ', '_'))
        = lower(replace(replace(trim(communication_types.communication_type), '-', '_'), ' ', '_'))
),
tallies as (
    select
        day,
        interaction_source,
        cast(count(*) as bigint) as outcomes,
        cast(count(case when is_contact then 1 end) as bigint) as contacts,
        cast(count(case when is_rpc then 1 end) as bigint) as rpc,
        cast(count(case when is_ptp then 1 end) as bigint) as ptp,
    datetime_diff(
        cast(max(communicated_at) as datetime),
        cast(min(communicated_at) as datetime),
        second
    )
            as active_seconds
    from int_outcomes
    group by day, interaction_source
)
select
    day,
    interaction_source,
    outcomes,
    contacts,
    rpc,
    ptp,
    cast(active_seconds / 3600.0 as numeric(18, 6)) as active_hours,
    cast(outcomes * 3600 * 1.0 / nullif(active_seconds, 0) as numeric(18, 6)) as outcomes_per_active_hour,
    cast(ptp * 1.0 / nullif(outcomes, 0) as numeric(18, 6)) as ptp_per_outcome,
    cast(ptp * 1.0 / nullif(rpc, 0) as numeric(18, 6)) as ptp_per_rpc
from tallies
order by day, interaction_source
