-- Made by "npm run generate" from schemas/ and src/streams.ts. Do not edit.
{{ config(enabled=cleargrid.uses(['manual_communication_logs']),
    materialized='ephemeral' if var('plain_sql', false) else 'incremental',
    unique_key='public_id', on_schema_change='append_new_columns') }}

with versions as (
    select
        {{ cleargrid.string('public_id') }} as public_id,
        {{ cleargrid.string('communication_type') }} as communication_type,
        {{ cleargrid.string('interaction_source') }} as interaction_source,
        {{ cleargrid.string('outcome_option') }} as outcome_option,
        {{ cleargrid.boolean('is_active') }} as is_active,
        {{ cleargrid.boolean('is_ptp_broken') }} as is_ptp_broken,
        {{ cleargrid.instant('communicated_at') }} as communicated_at,
        {{ cleargrid.instant('created_at') }} as created_at,
        {{ cleargrid.instant('updated_at') }} as updated_at,
        {{ cleargrid.instant('_airbyte_extracted_at') }} as extracted_at
    from {{ cleargrid.raw('manual_communication_logs') }}
    {{ cleargrid.keys_seen_since_last_run('manual_communication_logs', 'communicated_at') }}
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
    interaction_source,
    outcome_option,
    is_active,
    is_ptp_broken,
    communicated_at,
    created_at,
    updated_at,
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
