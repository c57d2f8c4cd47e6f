-- Which channels do our attempts take, month by month, and how far do they reach?
{{ config(enabled=cleargrid.uses(['communication_logs'])) }}

with tallies as (
    select
        month,
        channel,
        {{ cleargrid.count_rows() }} as attempts,
        {{ cleargrid.count_distinct('person_key') }} as people,
        {{ cleargrid.count_if('is_reached') }} as reached,
        {{ cleargrid.count_if('is_contact') }} as contacts,
        {{ cleargrid.count_distinct('person_key', 'is_reached') }} as people_reached
    from {{ ref('int_cleargrid__attempts') }}
    where direction = 'outbound'
    group by month, channel
),

months as (
    select month, sum(attempts) as attempts
    from tallies
    group by month
)

select
    tallies.month,
    tallies.channel,
    tallies.attempts,
    tallies.people,
    tallies.reached,
    tallies.contacts,
    tallies.people_reached,
    {{ cleargrid.per('tallies.attempts', 'months.attempts') }} as attempts_per_attempt_of_all_channels,
    {{ cleargrid.per('tallies.attempts', 'tallies.people') }} as attempts_per_person,
    {{ cleargrid.per('tallies.reached', 'tallies.attempts') }} as reached_per_attempt,
    {{ cleargrid.per('tallies.contacts', 'tallies.attempts') }} as contacts_per_attempt,
    {{ cleargrid.per('tallies.people_reached', 'tallies.people') }} as people_reached_per_person
from tallies
inner join months on months.month = tallies.month
{{ cleargrid.in_order('tallies.month, tallies.channel') }}
