-- Made by "npm run generate" from schemas/ and src/streams.ts. Do not edit.
{{ config(enabled=cleargrid.uses(['borrowers'])) }}

with versions as (
    select
        {{ cleargrid.string('public_id') }} as public_id,
        {{ cleargrid.string('first_name') }} as first_name,
        {{ cleargrid.string('last_name') }} as last_name,
        {{ cleargrid.string('country') }} as country,
        {{ cleargrid.string('preferred_language') }} as preferred_language,
        {{ cleargrid.instant('updated_at') }} as updated_at,
        {{ cleargrid.instant('_airbyte_extracted_at') }} as extracted_at
    from {{ cleargrid.raw('borrowers') }}
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
    first_name,
    last_name,
    country,
    preferred_language,
    updated_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
