-- Made by "npm run generate" from schemas/ and src/streams.ts. Do not edit.
{{ config(enabled=cleargrid.uses(['borrower_deal_logs'])) }}

with versions as (
    select
        {{ cleargrid.string('public_id') }} as public_id,
        {{ cleargrid.string('log_action') }} as log_action,
        {{ cleargrid.string('deal_stage_id') }} as deal_stage_id,
        {{ cleargrid.string('pipeline') }} as pipeline,
        {{ cleargrid.string('comms_pipeline') }} as comms_pipeline,
        {{ cleargrid.instant('ptp_date_human') }} as ptp_date_human,
        {{ cleargrid.instant('ptp_date_ai') }} as ptp_date_ai,
        {{ cleargrid.instant('broken_ptp_date_human') }} as broken_ptp_date_human,
        {{ cleargrid.instant('broken_ptp_date_ai') }} as broken_ptp_date_ai,
        {{ cleargrid.boolean('do_not_contact') }} as do_not_contact,
        {{ cleargrid.instant('created_at') }} as created_at,
        {{ cleargrid.instant('_airbyte_extracted_at') }} as extracted_at
    from {{ cleargrid.raw('borrower_deal_logs') }}
),

numbered as (
    select
        versions.*,
        row_number() over (
            partition by public_id
            order by created_at desc nulls last, extracted_at desc nulls last
        ) as version_number,
        count(*) over (partition by public_id) as raw_row_count
    from versions
)

select
    public_id,
    log_action,
    deal_stage_id,
    pipeline,
    comms_pipeline,
    ptp_date_human,
    ptp_date_ai,
    broken_ptp_date_human,
    broken_ptp_date_ai,
    do_not_contact,
    created_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
