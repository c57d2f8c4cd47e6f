-- Of the threads that we began, how many arrived, how many failed, and of how many is nothing known?
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
        json_extract_path_text(json_serialize("delivery_status"), 'status', true) as delivery_status,
        json_extract_path_text(json_serialize("delivery_status"), 'code', true) as delivery_code,
        json_extract_path_text(json_serialize("delivery_status"), 'error_detail', true) as delivery_error_detail,
        convert_timezone('UTC', "created_at") as created_at,
        convert_timezone('UTC', "updated_at") as updated_at,
        convert_timezone('UTC', "_airbyte_extracted_at") as extracted_at
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
tallies as (
    select
        month,
        platform,
        cast(count(*) as bigint) as threads_sent,
        cast(count(case when is_delivered then 1 end) as bigint) as delivered,
        cast(count(case when is_failed then 1 end) as bigint) as failed,
        cast(count(case when not is_delivered and not is_failed then 1 end) as bigint) as pending
    from int_threads
    where direction = 'outbound'
    group by month, platform
)
select
    month,
    platform,
    threads_sent,
    delivered,
    failed,
    pending,
    cast(delivered * 1.0 / nullif(threads_sent, 0) as numeric(18, 6)) as delivered_per_thread_sent,
    cast(failed * 1.0 / nullif(threads_sent, 0) as numeric(18, 6)) as failed_per_thread_sent,
    cast(pending * 1.0 / nullif(threads_sent, 0) as numeric(18, 6)) as pending_per_thread_sent
from tallies
order by month, platform
