-- Of the promises to pay that were made in a month, how many are broken so far, by their age now?
with stg_manual_communication_logs as (
with versions as (
    select
        cast("public_id" as TEXT) as public_id,
        cast("communication_type" as TEXT) as communication_type,
        cast("interaction_source" as TEXT) as interaction_source,
        cast("outcome_option" as TEXT) as outcome_option,
        cast("is_active" as boolean) as is_active,
        cast("is_ptp_broken" as boolean) as is_ptp_broken,
        (timestamp '1970-01-01 00:00:00' + extract(epoch from "communicated_at") * interval '1 second') as communicated_at,
        (timestamp '1970-01-01 00:00:00' + extract(epoch from "created_at") * interval '1 second') as created_at,
        (timestamp '1970-01-01 00:00:00' + extract(epoch from "updated_at") * interval '1 second') as updated_at,
        (timestamp '1970-01-01 00:00:00' + extract(epoch from "_airbyte_extracted_at") * interval '1 second') as extracted_at
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
    cast(date_trunc('day', logs.local_time) as date) as day,
    cast(date_trunc('month', logs.local_time) as date) as month,
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
promises as (
    select
        month as made_month,
        is_active,
        is_ptp_broken,
        (((current_timestamp at time zone 'UTC'))::date - (day)::date)
     as age_days
    from int_outcomes
    where is_ptp
),
banded as (
    select
        made_month,
        is_active,
        is_ptp_broken,
        case
            when age_days < 7 then 0
            when age_days < 14 then 7
            when age_days < 30 then 14
            when age_days < 60 then 30
            when age_days < 90 then 60
            else 90
        end as age_days_from
    from promises
),
tallies as (
    select
        made_month,
        age_days_from,
        cast(count(*) as bigint) as promises,
        cast(count(case when is_ptp_broken then 1 end) as bigint) as broken,
        cast(count(case when is_active and not is_ptp_broken then 1 end) as bigint) as still_open,
        cast(count(case when not is_active and not is_ptp_broken then 1 end) as bigint) as closed_unbroken
    from banded
    group by made_month, age_days_from
)
select
    made_month,
    cast(
        case age_days_from
            when 0 then '0-6'
            when 7 then '7-13'
            when 14 then '14-29'
            when 30 then '30-59'
            when 60 then '60-89'
            else '90+'
        end as TEXT
    ) as age_band,
    cast(age_days_from as integer) as age_days_from,
    promises,
    broken,
    still_open,
    closed_unbroken,
    cast(broken * 1.0 / nullif(promises, 0) as numeric(18, 6)) as broken_per_promise,
    cast(still_open * 1.0 / nullif(promises, 0) as numeric(18, 6)) as still_open_per_promise,
    cast(closed_unbroken * 1.0 / nullif(promises, 0) as numeric(18, 6)) as closed_unbroken_per_promise
from tallies
order by made_month, age_days_from
