-- Made by "npm run generate" from schemas/ and src/streams.ts. Do not edit.
{{ config(enabled=cleargrid.uses(['borrower_payment_plans'])) }}

with versions as (
    select
        {{ cleargrid.string('public_id') }} as public_id,
        {{ cleargrid.integer('total_amount') }} as total_amount,
        {{ cleargrid.integer('total_installments') }} as total_installments,
        {{ cleargrid.string('status') }} as status,
        {{ cleargrid.string('payment_gateway') }} as payment_gateway,
        {{ cleargrid.instant('start_date') }} as start_date,
        {{ cleargrid.instant('end_date') }} as end_date,
        {{ cleargrid.boolean('is_active') }} as is_active,
        {{ cleargrid.instant('created_at') }} as created_at,
        {{ cleargrid.instant('updated_at') }} as updated_at,
        {{ cleargrid.instant('_airbyte_extracted_at') }} as extracted_at
    from {{ cleargrid.raw('borrower_payment_plans') }}
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
    total_amount,
    total_installments,
    status,
    payment_gateway,
    start_date,
    end_date,
    is_active,
    created_at,
    updated_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
