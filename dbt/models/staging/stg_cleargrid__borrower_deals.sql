-- Made by "npm run generate" from schemas/ and src/streams.ts. Do not edit.
{{ config(enabled=cleargrid.uses(['borrower_deals'])) }}

with versions as (
    select
        {{ cleargrid.string('public_id') }} as public_id,
        {{ cleargrid.string('deal_stage_id') }} as deal_stage_id,
        {{ cleargrid.string('pipeline') }} as pipeline,
        {{ cleargrid.string('comms_pipeline') }} as comms_pipeline,
        {{ cleargrid.number('amount') }} as amount,
        {{ cleargrid.string('assigned_user_name') }} as assigned_user_name,
        {{ cleargrid.string('dpd_due_date') }} as dpd_due_date,
        {{ cleargrid.string('last_due_date') }} as last_due_date,
        {{ cleargrid.instant('ptp_date_human') }} as ptp_date_human,
        {{ cleargrid.instant('ptp_date_ai') }} as ptp_date_ai,
        {{ cleargrid.instant('broken_ptp_date_human') }} as broken_ptp_date_human,
        {{ cleargrid.instant('broken_ptp_date_ai') }} as broken_ptp_date_ai,
        {{ cleargrid.boolean('hasReachedRpcOrBeyond') }} as has_reached_rpc_or_beyond,
        {{ cleargrid.boolean('do_not_contact') }} as do_not_contact,
        {{ cleargrid.instant('created_at') }} as created_at,
        {{ cleargrid.instant('updated_at') }} as updated_at,
        {{ cleargrid.instant('_airbyte_extracted_at') }} as extracted_at
    from {{ cleargrid.raw('borrower_deals') }}
),

numbered as (
    select
        versions.*,
        row_number() over (
            partition by public_id, created_at
            order by updated_at desc nulls last, extracted_at desc nulls last
        ) as version_number,
        count(*) over (partition by public_id, created_at) as raw_row_count
    from versions
)

select
    public_id,
    deal_stage_id,
    pipeline,
    comms_pipeline,
    amount,
    assigned_user_name,
    dpd_due_date,
    last_due_date,
    ptp_date_human,
    ptp_date_ai,
    broken_ptp_date_human,
    broken_ptp_date_ai,
    has_reached_rpc_or_beyond,
    do_not_contact,
    created_at,
    updated_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
