-- Made by "npm run generate" from schemas/ and src/streams.ts. Do not edit.
{{ config(enabled=cleargrid.uses(['borrower_payments'])) }}

with versions as (
    select
        {{ cleargrid.string('public_id') }} as public_id,
        {{ cleargrid.integer('amount') }} as amount,
        {{ cleargrid.integer('settled_amount') }} as settled_amount,
        {{ cleargrid.string('payment_type') }} as payment_type,
        {{ cleargrid.string('payment_status') }} as payment_status,
        {{ cleargrid.boolean('is_settled') }} as is_settled,
        {{ cleargrid.boolean('paid_before_submission') }} as paid_before_submission,
        {{ cleargrid.instant('paid_date') }} as paid_date,
        {{ cleargrid.string('failure_reason') }} as failure_reason,
        {{ cleargrid.instant('created_at') }} as created_at,
        {{ cleargrid.instant('updated_at') }} as updated_at,
        {{ cleargrid.instant('_airbyte_extracted_at') }} as extracted_at
    from {{ cleargrid.raw('borrower_payments') }}
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
    amount,
    settled_amount,
    payment_type,
    payment_status,
    is_settled,
    paid_before_submission,
    paid_date,
    failure_reason,
    created_at,
    updated_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
