-- Of the attempts of a month, how many reached somebody, and how many became a conversation?
{{ config(enabled=cleargrid.uses(['communication_logs'])) }}

with tallies as (
    select
        month,
        channel,
        direction,
        {{ cleargrid.count_rows() }} as attempts,
        {{ cleargrid.count_if('is_failed') }} as failed,
        {{ cleargrid.count_if('is_reached') }} as reached,
        {{ cleargrid.count_if('is_contact') }} as contacts,
        {{ cleargrid.count_if('is_contact and duration_seconds >= ' ~ var('talk_seconds')) }}
            as talks,
        {{ cleargrid.decimal('avg(case when is_contact then duration_seconds end)') }}
            as average_contact_seconds
    from {{ ref('int_cleargrid__attempts') }}
    group by month, channel, direction
)

select
    month,
    channel,
    direction,
    attempts,
    failed,
    reached,
    contacts,
    talks,
    average_contact_seconds,
    {{ cleargrid.per('failed', 'attempts') }} as failed_per_attempt,
    {{ cleargrid.per('reached', 'attempts') }} as reached_per_attempt,
    {{ cleargrid.per('contacts', 'attempts') }} as contacts_per_attempt,
    {{ cleargrid.per('contacts', 'reached') }} as contacts_per_reached,
    {{ cleargrid.per('talks', 'contacts') }} as talks_per_contact
from tallies
{{ cleargrid.in_order('month, channel, direction') }}
