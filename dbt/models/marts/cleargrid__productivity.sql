-- How many outcomes and promises come in a day and an hour, by where they are logged?
-- ClearGrid's rows name no agent: interaction_source is as near as they go.
{{ config(enabled=cleargrid.uses(['manual_communication_logs'])) }}

with tallies as (
    select
        day,
        interaction_source,
        {{ cleargrid.count_rows() }} as outcomes,
        {{ cleargrid.count_if('is_contact') }} as contacts,
        {{ cleargrid.count_if('is_rpc') }} as rpc,
        {{ cleargrid.count_if('is_ptp') }} as ptp,
        {{ dbt.datediff('min(communicated_at)', 'max(communicated_at)', 'second') }}
            as active_seconds
    from {{ ref('int_cleargrid__outcomes') }}
    group by day, interaction_source
)

select
    day,
    interaction_source,
    outcomes,
    contacts,
    rpc,
    ptp,
    {{ cleargrid.decimal('active_seconds / 3600.0') }} as active_hours,
    {{ cleargrid.per('outcomes * 3600', 'active_seconds') }} as outcomes_per_active_hour,
    {{ cleargrid.per('ptp', 'outcomes') }} as ptp_per_outcome,
    {{ cleargrid.per('ptp', 'rpc') }} as ptp_per_rpc
from tallies
{{ cleargrid.in_order('day, interaction_source') }}
