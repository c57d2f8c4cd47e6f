-- Of the threads that we began, how many arrived, how many failed, and of how many is nothing known?
{{ config(enabled=cleargrid.uses(['conversations'])) }}

with tallies as (
    select
        month,
        platform,
        {{ cleargrid.count_rows() }} as threads_sent,
        {{ cleargrid.count_if('is_delivered') }} as delivered,
        {{ cleargrid.count_if('is_failed') }} as failed,
        {{ cleargrid.count_if('not is_delivered and not is_failed') }} as pending
    from {{ ref('int_cleargrid__threads') }}
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
    {{ cleargrid.per('delivered', 'threads_sent') }} as delivered_per_thread_sent,
    {{ cleargrid.per('failed', 'threads_sent') }} as failed_per_thread_sent,
    {{ cleargrid.per('pending', 'threads_sent') }} as pending_per_thread_sent
from tallies
{{ cleargrid.in_order('month, platform') }}
