-- Made by "npm run generate" from schemas/ and src/streams.ts. Do not edit.
{{ config(enabled=cleargrid.uses(['borrower_settlements'])) }}

with versions as (
    select
        {{ cleargrid.string('public_id') }} as public_id,
        {{ cleargrid.string('status') }} as status,
        {{ cleargrid.string('payment_type') }} as payment_type,
        {{ cleargrid.string('hardship_reason') }} as hardship_reason,
        {{ cleargrid.string('employment_status') }} as employment_status,
        {{ cleargrid.integer('proposed_settlement_amount') }} as proposed_settlement_amount,
        {{ cleargrid.integer('down_payment') }} as down_payment,
        {{ cleargrid.integer('monthly_installment') }} as monthly_installment,
        {{ cleargrid.integer('number_of_installments') }} as number_of_installments,
        {{ cleargrid.integer('principal_amount') }} as principal_amount,
        {{ cleargrid.integer('write_off_amount') }} as write_off_amount,
        {{ cleargrid.instant('start_date') }} as start_date,
        {{ cleargrid.instant('end_date') }} as end_date,
        {{ cleargrid.instant('paid_at') }} as paid_at,
        {{ cleargrid.boolean('is_paid') }} as is_paid,
        {{ cleargrid.boolean('is_active') }} as is_active,
        {{ cleargrid.instant('created_at') }} as created_at,
        {{ cleargrid.instant('updated_at') }} as updated_at,
        {{ cleargrid.instant('_airbyte_extracted_at') }} as extracted_at
    from {{ cleargrid.raw('borrower_settlements') }}
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
    status,
    payment_type,
    hardship_reason,
    employment_status,
    proposed_settlement_amount,
    down_payment,
    monthly_installment,
    number_of_installments,
    principal_amount,
    write_off_amount,
    start_date,
    end_date,
    paid_at,
    is_paid,
    is_active,
    created_at,
    updated_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
