-- Does anything stand still? Attempts and failures of each day against the seven days before, and
-- how late rows arrive. A day without any attempt has a row too.
{{ config(enabled=cleargrid.uses(['communication_logs'])) }}
{%- set has_week = 'day >= ' ~ cleargrid.days_after('first_day', 7) %}

with tallies as (
    select
        channel,
        day,
        {{ cleargrid.count_rows() }} as attempts,
        {{ cleargrid.count_if('is_failed') }} as failed,
        cast(max({{ dbt.datediff('communicated_at', 'created_at', 'second') }})
            as {{ dbt.type_bigint() }}) as latest_arrival_seconds
    from {{ ref('int_cleargrid__attempts') }}
    group by channel, day
),

days as (
    select day from {{ ref('int_cleargrid__days') }}
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
    {{ cleargrid.per('failed', 'attempts') }} as failed_per_attempt,
    {{ cleargrid.decimal('case when ' ~ has_week ~ ' then attempts_of_week_before / 7.0 end') }}
        as average_attempts_of_week_before,
    {{ cleargrid.per(
        'attempts * 7', 'case when ' ~ has_week ~ ' then attempts_of_week_before end') }}
        as attempts_per_average_attempt_of_week_before,
    latest_arrival_seconds
from weeks
{{ cleargrid.in_order('day, channel') }}
