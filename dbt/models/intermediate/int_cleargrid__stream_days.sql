{%- set streams = cleargrid.all_streams() %}
{%- set used = streams.keys() | select('in', var('streams') or streams.keys() | list) | list %}

{%- for stream in used %}
{{ 'union all' if not loop.first }}
select
    '{{ stream }}' as stream,
    cast({{ streams[stream] }} as date) as day,
    {{ cleargrid.count_rows() }} as row_count,
    cast(sum(raw_row_count) - count(*) as {{ dbt.type_bigint() }}) as repeated_keys,
    max({{ streams[stream] }}) as newest_row_at,
    max(extracted_at) as newest_extracted_at
from {{ ref('stg_cleargrid__' ~ stream) }}
group by 1, 2
{%- endfor %}
