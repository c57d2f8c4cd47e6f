-- What do agents log: contacts, right-party contacts, promises to pay and refusals, day by day?
{{ config(enabled=cleargrid.uses(['manual_communication_logs'])) }}

with tallies as (
    select
        day,
        channel,
        {{ cleargrid.count_rows() }} as outcomes,
        {{ cleargrid.count_if('is_contact') }} as contacts,
        {{ cleargrid.count_if('is_rpc') }} as rpc,
        {{ cleargrid.count_if('is_ptp') }} as ptp,
        {{ cleargrid.count_if('is_refusal') }} as refusals
    from {{ ref('int_cleargrid__outcomes') }}
    group by day, channel
)

select
    day,
    channel,
    outcomes,
    contacts,
    rpc,
    ptp,
    refusals,
    {{ cleargrid.per('contacts', 'outcomes') }} as contacts_per_outcome,
    {{ cleargrid.per('rpc', 'outcomes') }} as rpc_per_outcome,
    {{ cleargrid.per('rpc', 'contacts') }} as rpc_per_contact,
    {{ cleargrid.per('ptp', 'outcomes') }} as ptp_per_outcome,
    {{ cleargrid.per('ptp', 'rpc') }} as ptp_per_rpc,
    {{ cleargrid.per('refusals', 'outcomes') }} as refusals_per_outcome,
    {{ cleargrid.per('refusals', 'rpc') }} as refusals_per_rpc
from tallies
{{ cleargrid.in_order('day, channel') }}
