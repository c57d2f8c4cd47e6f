-- Does anything stand still? Attempts and failures of each day against the seven days before, and
-- how late rows arrive. A day without any attempt has a row too.
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
        (timestamp '1970-01-01 00:00:00' + extract(epoch from "communicated_at") * interval '1 second') as communicated_at,
        (timestamp '1970-01-01 00:00:00' + extract(epoch from "created_at") * interval '1 second') as created_at,
        (timestamp '1970-01-01 00:00:00' + extract(epoch from "updated_at") * interval '1 second') as updated_at,
        (timestamp '1970-01-01 00:00:00' + extract(epoch from "_airbyte_extracted_at") * interval '1 second') as extracted_at
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
    cast(extract(isodow from logs.local_time) as integer) as weekday,
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
int_days as (
-- Each day from the first attempt to the last, also those on which there was none: up to 10,000.
with digits as (
    select 0 as digit
    union all select 1 as digit
    union all select 2 as digit
    union all select 3 as digit
    union all select 4 as digit
    union all select 5 as digit
    union all select 6 as digit
    union all select 7 as digit
    union all select 8 as digit
    union all select 9 as digit
),
numbers as (
    select ones.digit + 10 * tens.digit + 100 * hundreds.digit + 1000 * thousands.digit as number_of_days
    from digits as ones
    cross join digits as tens
    cross join digits as hundreds
    cross join digits as thousands
),
bounds as (
    select min(day) as first_day, max(day) as last_day
    from int_attempts
)
select cast(
    bounds.first_day + ((interval '1 day') * (numbers.number_of_days))
 as date) as day
from bounds
cross join numbers
where cast(
    bounds.first_day + ((interval '1 day') * (numbers.number_of_days))
 as date) <= bounds.last_day
),
tallies as (
    select
        channel,
        day,
        cast(count(*) as bigint) as attempts,
        cast(count(case when is_failed then 1 end) as bigint) as failed,
        cast(max(
        (
        (
        (
        ((created_at)::date - (communicated_at)::date)
     * 24 + date_part('hour', (created_at)::timestamp) - date_part('hour', (communicated_at)::timestamp))
     * 60 + date_part('minute', (created_at)::timestamp) - date_part('minute', (communicated_at)::timestamp))
     * 60 + floor(date_part('second', (created_at)::timestamp)) - floor(date_part('second', (communicated_at)::timestamp)))
    )
            as bigint) as latest_arrival_seconds
    from int_attempts
    group by channel, day
),
days as (
    select day from int_days
),
channels as (
    select channel, min(day) as first_day
    from tallies
    group by channel
),
daily as (
    select
        days.day,
        channels.channel,
        channels.first_day,
        coalesce(tallies.attempts, 0) as attempts,
        coalesce(tallies.failed, 0) as failed,
        tallies.latest_arrival_seconds
    from channels
    inner join days on days.day >= channels.first_day
    left join tallies on tallies.channel = channels.channel and tallies.day = days.day
),
weeks as (
    select
        daily.*,
        sum(daily.attempts) over (
            partition by daily.channel
            order by daily.day
            rows between 7 preceding and 1 preceding
        ) as attempts_of_week_before
    from daily
)
select
    day,
    channel,
    attempts,
    failed,
    cast(failed * 1.0 / nullif(attempts, 0) as numeric(18, 6)) as failed_per_attempt,
    cast(case when day >= cast(
    first_day + ((interval '1 day') * (7))
 as date) then attempts_of_week_before / 7.0 end as numeric(18, 6))
        as average_attempts_of_week_before,
    cast(attempts * 7 * 1.0 / nullif(case when day >= cast(
    first_day + ((interval '1 day') * (7))
 as date) then attempts_of_week_before end, 0) as numeric(18, 6))
        as attempts_per_average_attempt_of_week_before,
    latest_arrival_seconds
from weeks
order by day, channel
