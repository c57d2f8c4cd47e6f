-- Of the people first tried in a month, how many were reached within 1, 3, 7 and 30 days of that?
with stg_communication_logs as (
with versions as (
    select
        cast("public_id" as TEXT) as public_id,
        cast("communication_type" as TEXT) as communication_type,
        cast("direction" as TEXT) as direction,
        cast("status" as TEXT) as status,
        cast("from" as TEXT) as from_address,
        cast("to" as TEXT) as to_address,
        cast("subject" as TEXT) as subject,
        cast("duration" as numeric(38, 9)) as duration,
        convert_timezone('UTC', "communicated_at") as communicated_at,
        convert_timezone('UTC', "created_at") as created_at,
        convert_timezone('UTC', "updated_at") as updated_at,
        convert_timezone('UTC', "_airbyte_extracted_at") as extracted_at
    from communication_logs
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
    direction,
    status,
    from_address,
    to_address,
    subject,
    duration,
    communicated_at,
    created_at,
    updated_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
),
int_attempts as (
with logs as (
    select
        public_id,
        direction,
        status,
        communication_type,
        duration,
        communicated_at,
        created_at,
        communicated_at as local_time,
        lower(replace(replace(trim(direction), '-', '_'), ' ', '_')) as direction_word,
        case
            when lower(replace(replace(trim(direction), '-', '_'), ' ', '_')) = 'inbound' then from_address
            else to_address
        end as person_address
    from stg_communication_logs
),
statuses as (
    select * from (
        select 'initiated' as status, 'under way' as meaning, false as is_failed, false as is_reached, false as is_contact
        union all select 'ringing', 'under way', false, false, false
        union all select 'queued', 'under way', false, false, false
        union all select 'pending', 'under way', false, false, false
        union all select 'sent', 'left us, and nothing is known yet', false, false, false
        union all select 'no_answer', 'nobody answered', false, false, false
        union all select 'missed', 'nobody answered', false, false, false
        union all select 'busy', 'the line was busy', false, false, false
        union all select 'rejected', 'the call was turned down', false, false, false
        union all select 'voicemail', 'a machine answered', false, false, false
        union all select 'failed', 'could not be made or delivered', true, false, false
        union all select 'undelivered', 'could not be made or delivered', true, false, false
        union all select 'bounced', 'could not be made or delivered', true, false, false
        union all select 'expired', 'could not be made or delivered', true, false, false
        union all select 'delivered', 'arrived at the number or address', false, true, false
        union all select 'opened', 'somebody saw it', false, true, true
        union all select 'read', 'somebody saw it', false, true, true
        union all select 'clicked', 'somebody saw it and followed a link', false, true, true
        union all select 'answered', 'somebody answered', false, true, true
        union all select 'connected', 'somebody answered', false, true, true
        union all select 'completed', 'somebody answered', false, true, true
        union all select 'replied', 'somebody answered', false, true, true
        union all select 'received', 'the borrower wrote or called', false, true, true
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
    logs.public_id as attempt_id,
    case when logs.person_address is not null then md5(cast(case when logs.person_address like '%@%' then lower(trim(logs.person_address)) else replace(replace(replace(logs.person_address, ' ', ''), '-', ''), '+', '') end as TEXT)) end as person_key,
    coalesce(communication_types.channel, coalesce(nullif(trim(lower(logs.communication_type)), ''), 'none'))
        as channel,
    coalesce(nullif(trim(logs.direction_word), ''), 'none') as direction,
    coalesce(communication_types.is_phone_call, false) as is_phone_call,
    coalesce(statuses.is_failed, false) as is_failed,
    coalesce(statuses.is_reached, false) as is_reached,
    coalesce(statuses.is_contact, false) as is_contact,
    logs.duration as duration_seconds,
    logs.communicated_at,
    logs.created_at,
    logs.local_time,
    cast(date_trunc('day', logs.local_time) as date) as day,
    cast(date_trunc('month', logs.local_time) as date) as month,
    cast(mod(cast(extract(dow from logs.local_time) as integer) + 6, 7) + 1 as integer) as weekday,
    cast(extract(hour from logs.local_time) as integer) as hour,
    logs.status as raw_status,
    logs.communication_type as raw_communication_type
from logs
left join statuses
    on lower(replace(replace(trim(logs.status), '-', '_'), ' ', '_')) = lower(replace(replace(trim(statuses.status), '-', '_'), ' ', '_'))
left join communication_types
    on lower(replace(replace(trim(logs.communication_type), '-', '_'), ' ', '_'))
        = lower(replace(replace(trim(communication_types.communication_type), '-', '_'), ' ', '_'))
),
int_people as (
with attempts as (
    select person_key, communicated_at, local_time, is_reached
    from int_attempts
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
        and attempts.communicated_at <
    dateadd(
        day,
        7,
        people.first_tried_at
        )
    group by people.person_key
)
select
    people.person_key,
    people.first_tried_at,
    people.first_reached_at,
    cast(date_trunc('month', people.first_tried_local) as date) as cohort_month,
    cast(first_week.attempts as bigint) as attempts_within_7_days
from people
inner join first_week on first_week.person_key = people.person_key
),
people as (
    select
        person_key,
        cohort_month,
        attempts_within_7_days,
    dateadd(
        day,
        1,
        first_tried_at
        )
 <= getdate()
            as is_observed_1_days,
        coalesce(first_reached_at <
    dateadd(
        day,
        1,
        first_tried_at
        )
, false)
            as is_reached_within_1_days,
    dateadd(
        day,
        3,
        first_tried_at
        )
 <= getdate()
            as is_observed_3_days,
        coalesce(first_reached_at <
    dateadd(
        day,
        3,
        first_tried_at
        )
, false)
            as is_reached_within_3_days,
    dateadd(
        day,
        7,
        first_tried_at
        )
 <= getdate()
            as is_observed_7_days,
        coalesce(first_reached_at <
    dateadd(
        day,
        7,
        first_tried_at
        )
, false)
            as is_reached_within_7_days,
    dateadd(
        day,
        30,
        first_tried_at
        )
 <= getdate()
            as is_observed_30_days,
        coalesce(first_reached_at <
    dateadd(
        day,
        30,
        first_tried_at
        )
, false)
            as is_reached_within_30_days
    from int_people
),
tallies as (
    select
        cohort_month,
        cast(count(*) as bigint) as people,
        cast(count(case when is_observed_1_days then 1 end) as bigint)
            as people_observed_1_days,
        cast(count(case when is_observed_1_days and is_reached_within_1_days then 1 end) as bigint)
            as reached_within_1_days,
        cast(count(case when is_observed_3_days then 1 end) as bigint)
            as people_observed_3_days,
        cast(count(case when is_observed_3_days and is_reached_within_3_days then 1 end) as bigint)
            as reached_within_3_days,
        cast(count(case when is_observed_7_days then 1 end) as bigint)
            as people_observed_7_days,
        cast(count(case when is_observed_7_days and is_reached_within_7_days then 1 end) as bigint)
            as reached_within_7_days,
        cast(count(case when is_observed_30_days then 1 end) as bigint)
            as people_observed_30_days,
        cast(count(case when is_observed_30_days and is_reached_within_30_days then 1 end) as bigint)
            as reached_within_30_days,
        cast(coalesce(sum(case when is_observed_7_days then attempts_within_7_days end), 0) as bigint)
            as attempts_within_7_days
    from people
    group by cohort_month
)
select
    cohort_month,
    people,
    people_observed_1_days,
    reached_within_1_days,
    cast(reached_within_1_days * 1.0 / nullif(people_observed_1_days, 0) as numeric(18, 6))
        as reached_within_1_days_per_person_observed,
    people_observed_3_days,
    reached_within_3_days,
    cast(reached_within_3_days * 1.0 / nullif(people_observed_3_days, 0) as numeric(18, 6))
        as reached_within_3_days_per_person_observed,
    people_observed_7_days,
    reached_within_7_days,
    cast(reached_within_7_days * 1.0 / nullif(people_observed_7_days, 0) as numeric(18, 6))
        as reached_within_7_days_per_person_observed,
    people_observed_30_days,
    reached_within_30_days,
    cast(reached_within_30_days * 1.0 / nullif(people_observed_30_days, 0) as numeric(18, 6))
        as reached_within_30_days_per_person_observed,
    cast(attempts_within_7_days * 1.0 / nullif(people_observed_7_days, 0) as numeric(18, 6))
        as attempts_within_7_days_per_person_observed
from tallies
order by cohort_month
