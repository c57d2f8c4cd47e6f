-- Made by "npm run generate" from schemas/ and src/streams.ts. Do not edit.
{{ config(enabled=cleargrid.uses(['borrower_accounts'])) }}

with versions as (
    select
        {{ cleargrid.string('public_id') }} as public_id,
        {{ cleargrid.string('account_reference_id') }} as account_reference_id,
        {{ cleargrid.string('customer_reference_id') }} as customer_reference_id,
        {{ cleargrid.string('reference_id') }} as reference_id,
        {{ cleargrid.number('total_amount') }} as total_amount,
        {{ cleargrid.number('balance_amount') }} as balance_amount,
        {{ cleargrid.number('actual_balance_amount') }} as actual_balance_amount,
        {{ cleargrid.number('paid_amount') }} as paid_amount,
        {{ cleargrid.number('balance_principal_amount') }} as balance_principal_amount,
        {{ cleargrid.number('balance_interest') }} as balance_interest,
        {{ cleargrid.number('balance_fee') }} as balance_fee,
        {{ cleargrid.number('minimum_due_amount') }} as minimum_due_amount,
        {{ cleargrid.string('currency') }} as currency,
        {{ cleargrid.string('submitted_date') }} as submitted_date,
        {{ cleargrid.string('due_date') }} as due_date,
        {{ cleargrid.number('delinquent_days_on_submission') }} as delinquent_days_on_submission,
        {{ cleargrid.any_text('loan_type') }} as loan_type,
        {{ cleargrid.any_text('status') }} as status,
        {{ cleargrid.string('merchant_name') }} as merchant_name,
        {{ cleargrid.string('lender_display_name') }} as lender_display_name,
        {{ cleargrid.instant('created_at') }} as created_at,
        {{ cleargrid.instant('updated_at') }} as updated_at,
        {{ cleargrid.instant('_airbyte_extracted_at') }} as extracted_at
    from {{ cleargrid.raw('borrower_accounts') }}
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
    account_reference_id,
    customer_reference_id,
    reference_id,
    total_amount,
    balance_amount,
    actual_balance_amount,
    paid_amount,
    balance_principal_amount,
    balance_interest,
    balance_fee,
    minimum_due_amount,
    currency,
    submitted_date,
    due_date,
    delinquent_days_on_submission,
    loan_type,
    status,
    merchant_name,
    lender_display_name,
    created_at,
    updated_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
