-- Is it all there, and once? Rows by stream and UTC day, keys that repeat, and ClearGrid's own count
-- where counts_relation has it.
with stream_days as (
    select * from {{ ref('int_cleargrid__stream_days') }}
),

counts as (
    -- A seed without rows has no types of its own.
    select
        cast(stream as {{ dbt.type_string() }}) as stream,
        cast(day as date) as day,
        cast(row_count as {{ dbt.type_bigint() }}) as row_count
    from {{ cleargrid.vocabulary('counts') }}
),

days as (
    select
        coalesce(stream_days.stream, counts.stream) as stream,
        coalesce(stream_days.day, counts.day) as day,
        coalesce(stream_days.row_count, 0) as row_count,
        coalesce(stream_days.repeated_keys, 0) as repeated_keys,
        counts.row_count as cleargrid_row_count
    from stream_days
    full outer join counts
        on counts.stream = stream_days.stream and counts.day = stream_days.day
)

select
    cast(stream as {{ dbt.type_string() }}) as stream,
    day,
    cast(row_count as {{ dbt.type_bigint() }}) as row_count,
    cast(repeated_keys as {{ dbt.type_bigint() }}) as repeated_keys,
    cleargrid_row_count,
    cast(cleargrid_row_count - row_count as {{ dbt.type_bigint() }}) as missing_rows,
    {{ cleargrid.per('row_count', 'cleargrid_row_count') }} as rows_per_cleargrid_row
from days
{{ cleargrid.in_order('stream, day') }}
