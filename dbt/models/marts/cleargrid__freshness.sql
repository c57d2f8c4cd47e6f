-- How old is the newest row of each stream, and when was the stream read last?
with streams as (
    select
        stream,
        {{ cleargrid.total('row_count') }} as row_count,
        {{ cleargrid.total('repeated_keys') }} as repeated_keys,
        max(newest_row_at) as newest_row_at,
        max(newest_extracted_at) as newest_extracted_at
    from {{ ref('int_cleargrid__stream_days') }}
    group by stream
)

select
    cast(stream as {{ dbt.type_string() }}) as stream,
    row_count,
    repeated_keys,
    newest_row_at,
    newest_extracted_at,
    {{ cleargrid.decimal(
        dbt.datediff('newest_row_at', cleargrid.as_of(), 'second') ~ ' / 3600.0') }}
        as hours_since_newest_row,
    {{ cleargrid.decimal(
        dbt.datediff('newest_extracted_at', cleargrid.as_of(), 'second') ~ ' / 3600.0') }}
        as hours_since_extraction
from streams
{{ cleargrid.in_order('stream') }}
