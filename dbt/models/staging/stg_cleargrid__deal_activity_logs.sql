-- Made by "npm run generate" from schemas/ and src/streams.ts. Do not edit.
{{ config(enabled=cleargrid.uses(['deal_activity_logs'])) }}

with versions as (
    select
        {{ cleargrid.string('public_id') }} as public_id,
        {{ cleargrid.string('action') }} as action,
        {{ cleargrid.string('comment') }} as comment,
        {{ cleargrid.string('created_by') }} as created_by,
        {{ cleargrid.instant('created_at') }} as created_at,
        {{ cleargrid.instant('_airbyte_extracted_at') }} as extracted_at
    from {{ cleargrid.raw('deal_activity_logs') }}
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
    action,
    comment,
    created_by,
    created_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
