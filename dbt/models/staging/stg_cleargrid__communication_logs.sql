-- Made by "npm run generate" from schemas/ and src/streams.ts. Do not edit.
{{ config(enabled=cleargrid.uses(['communication_logs']),
    materialized='ephemeral' if var('plain_sql', false) else 'incremental',
    unique_key='public_id', on_schema_change='append_new_columns') }}

with versions as (
    select
        {{ cleargrid.string('public_id') }} as public_id,
        {{ cleargrid.string('communication_type') }} as communication_type,
        {{ cleargrid.string('direction') }} as direction,
        {{ cleargrid.string('status') }} as status,
        {{ cleargrid.string('from') }} as from_address,
        {{ cleargrid.string('to') }} as to_address,
        {{ cleargrid.string('subject') }} as subject,
        {{ cleargrid.number('duration') }} as duration,
        {{ cleargrid.instant('communicated_at') }} as communicated_at,
        {{ cleargrid.instant('created_at') }} as created_at,
        {{ cleargrid.instant('updated_at') }} as updated_at,
        {{ cleargrid.instant('_airbyte_extracted_at') }} as extracted_at
    from {{ cleargrid.raw('communication_logs') }}
    {{ cleargrid.keys_seen_since_last_run('communication_logs', 'communicated_at') }}
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
    communication_type,
    direction,
    status,
    from_address,
    to_address,
    subject,
    duration,
    communicated_at,
    created_at,
    updated_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
