{# The table of a stream as Airbyte writes it. In plain SQL it stands without its schema. #}
{% macro raw(stream) %}
  {%- set relation = source('cleargrid', stream) -%}
  {%- if var('plain_sql', false) -%} {{ relation.identifier }} {%- else -%} {{ relation }} {%- endif -%}
{% endmacro %}

{# Whether the project syncs all of these streams. #}
{% macro uses(streams) %}
  {%- set used = var('streams') or cleargrid.all_streams().keys() | list -%}
  {{ return(streams | reject('in', used) | list | length == 0) }}
{% endmacro %}

{# Whether this run adds to what an incremental model holds already. #}
{% macro adds_to_table() %}
  {{ return(false if var('plain_sql', false) else is_incremental()) }}
{% endmacro %}

{# Of an incremental model: only keys with a row that was read since the last run, or that lies in
   the days in which the connector itself looks for late and edited rows again. All versions of
   such a key are taken, so that the newest of them wins whenever it was read. A row that fills an
   old hole, or is as late as can be, is met by when it was read. #}
{% macro keys_seen_since_last_run(stream, cursor_field) %}
  {%- if cleargrid.adds_to_table() -%}
    {%- set days = [var('lookback_days') | int, var('recheck_days') | int] | max -%}
    where public_id in (
        select public_id
        from {{ cleargrid.raw(stream) }}
        where {{ cleargrid.instant('_airbyte_extracted_at') }} >= (
            select {{ dbt.dateadd('day', -(var('lookback_days') | int), 'max(held.extracted_at)') }}
            from {{ this }} as held
        )
        or {{ cleargrid.instant(cursor_field) }} >= (
            select {{ dbt.dateadd('day', -days, 'max(held.' ~ cursor_field ~ ')') }}
            from {{ this }} as held
        )
    )
  {%- endif -%}
{% endmacro %}
