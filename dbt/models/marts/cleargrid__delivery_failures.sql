-- Of the threads that we began, which do not arrive, and what does the provider say?
{{ config(enabled=cleargrid.uses(['conversations'])) }}

with threads as (
    select month, platform, delivery_status, code, error_detail, is_failed
    from {{ ref('int_cleargrid__threads') }}
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
        {{ cleargrid.count_rows() }} as threads
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
    {{ cleargrid.per('failures.threads', 'sent.threads') }} as threads_per_thread_sent
from failures
inner join sent on sent.month = failures.month and sent.platform = failures.platform
{{ cleargrid.in_order('failures.month, failures.platform, failures.threads desc') }}
