-- How often is one number or address tried within contact_window_days days, and how often is that
-- more than contact_limit allows?
with stg_communication_logs as (
with versions as (
    select
        cast("PUBLIC_ID" as TEXT) as public_id,
        cast("COMMUNICATION_TYPE" as TEXT) as communication_type,
        cast("DIRECTION" as TEXT) as direction,
        cast("STATUS" as TEXT) as status,
        cast("FROM" as TEXT) as from_address,
        cast("TO" as TEXT) as to_address,
        cast("SUBJECT" as TEXT) as subject,
        cast("DURATION" as numeric(38, 9)) as duration,
        cast(convert_timezone('UTC', "COMMUNICATED_AT") as timestamp_ntz) as communicated_at,
        cast(convert_timezone('UTC', "CREATED_AT") as timestamp_ntz) as created_at,
        cast(convert_timezone('UTC', "UPDATED_AT") as timestamp_ntz) as updated_at,
        cast(convert_timezone('UTC', "_AIRBYTE_EXTRACTED_AT") as timestamp_ntz) as extracted_at
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
    cast(dayofweekiso(logs.local_time) as integer) as weekday,
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
int_attempt_windows as (
with attempts as (
    select attempt_id, person_key, channel, communicated_at, day
    from int_attempts
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
    dateadd(
        day,
        7,
        communicated_at
        )
 as event_at,
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
    cast(attempts_in_window as bigint) as attempts_in_window
from running
where change = 1
),
tallies as (
    select
        day,
        scope,
        cast(count(*) as bigint) as attempts,
        cast(count(case when attempts_in_window > 7 then 1 end) as bigint) as attempts_over_limit,
        cast(count(distinct person_key) as bigint) as people,
        cast(count(distinct case when attempts_in_window > 7 then person_key end) as bigint)
            as people_over_limit,
        max(attempts_in_window) as most_attempts_to_one_person
    from int_attempt_windows
    group by day, scope
)
select
    day,
    cast(scope as TEXT) as scope,
    cast(7 as integer) as window_days,
    cast(7 as integer) as attempts_limit,
    attempts,
    attempts_over_limit,
    people,
    people_over_limit,
    most_attempts_to_one_person,
    cast(attempts_over_limit * 1.0 / nullif(attempts, 0) as numeric(18, 6)) as attempts_over_limit_per_attempt,
    cast(people_over_limit * 1.0 / nullif(people, 0) as numeric(18, 6)) as people_over_limit_per_person
from tallies
order by day, scope
