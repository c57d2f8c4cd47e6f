-- Of the threads that we began, how many are read; and how often do borrowers write first?
{{ config(enabled=cleargrid.uses(['conversations'])) }}

with tallies as (
    select
        month,
        platform,
        {{ cleargrid.count_if("direction = 'outbound'") }} as threads_sent,
        {{ cleargrid.count_if("direction = 'outbound' and is_delivered") }} as threads_delivered,
        {{ cleargrid.count_if("direction = 'outbound' and is_read") }} as threads_read,
        {{ cleargrid.count_if("direction = 'inbound'") }} as threads_begun_by_borrower
    from {{ ref('int_cleargrid__threads') }}
    group by month, platform
)

select
    month,
    platform,
    threads_sent,
    threads_delivered,
    threads_read,
    threads_begun_by_borrower,
    {{ cleargrid.per('threads_read', 'threads_sent') }} as read_per_thread_sent,
    {{ cleargrid.per('threads_read', 'threads_delivered') }} as read_per_thread_delivered,
    {{ cleargrid.per('threads_begun_by_borrower', 'threads_sent') }}
        as begun_by_borrower_per_thread_sent
from tallies
{{ cleargrid.in_order('month, platform') }}
