{{ config(enabled=cleargrid.uses(['conversations'])) }}

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
        {{ cleargrid.local('created_at') }} as local_time
    from {{ ref('stg_cleargrid__conversations') }}
),

statuses as (
    select * from {{ cleargrid.vocabulary('statuses') }}
)

select
    threads.public_id as thread_id,
    {{ cleargrid.named('lower(threads.platform)') }} as platform,
    {{ cleargrid.named('threads.purpose') }} as purpose,
    {{ cleargrid.named(cleargrid.word('threads.thread_type')) }} as direction,
    {{ cleargrid.named('threads.begun_by') }} as begun_by,
    {{ cleargrid.named(cleargrid.word('threads.delivery_status')) }} as delivery_status,
    {{ cleargrid.named('threads.delivery_code') }} as code,
    {{ cleargrid.named('threads.delivery_error_detail') }} as error_detail,
    coalesce(statuses.is_failed, false) as is_failed,
    coalesce(statuses.is_reached, false) as is_delivered,
    coalesce(statuses.is_contact, false) as is_read,
    threads.created_at,
    {{ cleargrid.first_day_of('month', 'threads.local_time') }} as month,
    {{ cleargrid.first_day_of('week', 'threads.local_time') }} as week,
    threads.delivery_status as raw_delivery_status
from threads
left join statuses
    on {{ cleargrid.word('threads.delivery_status') }} = {{ cleargrid.word('statuses.status') }}
