-- Of the threads that we began, which do not arrive, and what does the provider say?
with stg_conversations as (
with versions as (
    select
        cast("public_id" as TEXT) as public_id,
        cast("platform" as TEXT) as platform,
        cast("purpose" as TEXT) as purpose,
        cast("type" as TEXT) as thread_type,
        cast("by" as TEXT) as begun_by,
        cast("operation" as TEXT) as operation,
        cast("status" as TEXT) as status,
        cast("visibility" as TEXT) as visibility,
        "delivery_status" ->> 'status' as delivery_status,
        "delivery_status" ->> 'code' as delivery_code,
        "delivery_status" ->> 'error_detail' as delivery_error_detail,
        (timestamp '1970-01-01 00:00:00' + extract(epoch from "created_at") * interval '1 second') as created_at,
        (timestamp '1970-01-01 00:00:00' + extract(epoch from "updated_at") * interval '1 second') as updated_at,
        (timestamp '1970-01-01 00:00:00' + extract(epoch from "_airbyte_extracted_at") * interval '1 second') as extracted_at
    from conversations
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
    platform,
    purpose,
    thread_type,
    begun_by,
    operation,
    status,
    visibility,
    delivery_status,
    delivery_code,
    delivery_error_detail,
    created_at,
    updated_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
),
int_threads as (
with threads as (
    select
        public_id,
        platform,
        purpose,
        thread_type,
        begun_by,
        delivery_status,
        delivery_code,
        delivery_error_detail,
        created_at,
        created_at as local_time
    from stg_conversations
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
)
select
    threads.public_id as thread_id,
    coalesce(nullif(trim(lower(threads.platform)), ''), 'none') as platform,
    coalesce(nullif(trim(threads.purpose), ''), 'none') as purpose,
    coalesce(nullif(trim(lower(replace(replace(trim(threads.thread_type), '-', '_'), ' ', '_'))), ''), 'none') as direction,
    coalesce(nullif(trim(threads.begun_by), ''), 'none') as begun_by,
    coalesce(nullif(trim(lower(replace(replace(trim(threads.delivery_status), '-', '_'), ' ', '_'))), ''), 'none') as delivery_status,
    coalesce(nullif(trim(threads.delivery_code), ''), 'none') as code,
    coalesce(nullif(trim(threads.delivery_error_detail), ''), 'none') as error_detail,
    coalesce(statuses.is_failed, false) as is_failed,
    coalesce(statuses.is_reached, false) as is_delivered,
    coalesce(statuses.is_contact, false) as is_read,
    threads.created_at,
    cast(date_trunc('month', threads.local_time) as date) as month,
    cast(date_trunc('week', threads.local_time) as date) as week,
    threads.delivery_status as raw_delivery_status
from threads
left join statuses
    on lower(replace(replace(trim(threads.delivery_status), '-', '_'), ' ', '_')) = lower(replace(replace(trim(statuses.status), '-', '_'), ' ', '_'))
),
threads as (
    select month, platform, delivery_status, code, error_detail, is_failed
    from int_threads
    where direction = 'outbound'
),
sent as (
    select month, platform, count(*) as threads
    from threads
    group by month, platform
),
failures as (
    select
        month,
        platform,
        delivery_status,
        code,
        error_detail,
        cast(count(*) as bigint) as threads
    from threads
    where is_failed
    group by month, platform, delivery_status, code, error_detail
)
select
    failures.month,
    failures.platform,
    failures.delivery_status,
    failures.code,
    failures.error_detail,
    failures.threads,
    cast(failures.threads * 1.0 / nullif(sent.threads, 0) as numeric(18, 6)) as threads_per_thread_sent
from failures
inner join sent on sent.month = failures.month and sent.platform = failures.platform
order by failures.month, failures.platform, failures.threads desc
