-- Made by "npm run generate" from schemas/ and src/streams.ts. Do not edit.
{{ config(enabled=cleargrid.uses(['borrower_sub_accounts'])) }}

with versions as (
    select
        {{ cleargrid.string('public_id') }} as public_id,
        {{ cleargrid.string('sub_account_reference_id') }} as sub_account_reference_id,
        {{ cleargrid.number('total_amount') }} as total_amount,
        {{ cleargrid.number('balance_amount') }} as balance_amount,
        {{ cleargrid.number('actual_balance_amount') }} as actual_balance_amount,
        {{ cleargrid.number('paid_amount') }} as paid_amount,
        {{ cleargrid.number('balance_principal_amount') }} as balance_principal_amount,
        {{ cleargrid.number('balance_interest') }} as balance_interest,
        {{ cleargrid.number('balance_fee') }} as balance_fee,
        {{ cleargrid.string('submitted_date') }} as submitted_date,
        {{ cleargrid.string('due_date') }} as due_date,
        {{ cleargrid.number('dpd_bucket_start') }} as dpd_bucket_start,
        {{ cleargrid.number('dpd_bucket_end') }} as dpd_bucket_end,
        {{ cleargrid.instant('created_at') }} as created_at,
        {{ cleargrid.instant('updated_at') }} as updated_at,
        {{ cleargrid.instant('_airbyte_extracted_at') }} as extracted_at
    from {{ cleargrid.raw('borrower_sub_accounts') }}
),

numbered as (
    select
        versions.*,
        row_number() over (
            partition by public_id
            order by updated_at desc nulls last, extracted_at desc nulls last
        ) as version_number,
        count(*) over (partition by public_id) as raw_row_count
    from versions
)

select
    public_id,
    sub_account_reference_id,
    total_amount,
    balance_amount,
    actual_balance_amount,
    paid_amount,
    balance_principal_amount,
    balance_interest,
    balance_fee,
    submitted_date,
    due_date,
    dpd_bucket_start,
    dpd_bucket_end,
    created_at,
    updated_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
