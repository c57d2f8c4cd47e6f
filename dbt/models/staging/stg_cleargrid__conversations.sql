-- Made by "npm run generate" from schemas/ and src/streams.ts. Do not edit.
{{ config(enabled=cleargrid.uses(['conversations']),
    materialized='ephemeral' if var('plain_sql', false) else 'incremental',
    unique_key='public_id', on_schema_change='append_new_columns') }}

with versions as (
    select
        {{ cleargrid.string('public_id') }} as public_id,
        {{ cleargrid.string('platform') }} as platform,
        {{ cleargrid.string('purpose') }} as purpose,
        {{ cleargrid.string('type') }} as thread_type,
        {{ cleargrid.string('by') }} as begun_by,
        {{ cleargrid.string('operation') }} as operation,
        {{ cleargrid.string('status') }} as status,
        {{ cleargrid.string('visibility') }} as visibility,
        {{ cleargrid.json_text('delivery_status', 'status') }} as delivery_status,
        {{ cleargrid.json_text('delivery_status', 'code') }} as delivery_code,
        {{ cleargrid.json_text('delivery_status', 'error_detail') }} as delivery_error_detail,
        {{ cleargrid.instant('created_at') }} as created_at,
        {{ cleargrid.instant('updated_at') }} as updated_at,
        {{ cleargrid.instant('_airbyte_extracted_at') }} as extracted_at
    from {{ cleargrid.raw('conversations') }}
    {{ cleargrid.keys_seen_since_last_run('conversations', 'updated_at') }}
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
    platform,
    purpose,
    thread_type,
    begun_by,
    operation,
    status,
    visibility,
    delivery_status,
    delivery_code,
    delivery_error_detail,
    created_at,
    updated_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
