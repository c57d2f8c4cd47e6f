{# Columns of the raw tables, by the name of ClearGrid's field, cast to one type in all warehouses. #}

{# A field's column: quoted, as `from`, `to`, `by` and `type` are words of SQL. #}
{% macro column(field) %}
  {{- return(adapter.dispatch('column', 'cleargrid')(field)) -}}
{% endmacro %}

{% macro default__column(field) %}
  {{- return(adapter.quote(field if var('keeps_capitals') else field | lower)) -}}
{% endmacro %}

{# Airbyte writes capital letters there. #}
{% macro snowflake__column(field) %}
  {{- return(adapter.quote(field | upper)) -}}
{% endmacro %}

{% macro string(field) -%}
  cast({{ cleargrid.column(field) }} as {{ dbt.type_string() }})
{%- endmacro %}

{% macro boolean(field) -%}
  cast({{ cleargrid.column(field) }} as {{ dbt.type_boolean() }})
{%- endmacro %}

{% macro integer(field) -%}
  cast({{ cleargrid.column(field) }} as {{ dbt.type_bigint() }})
{%- endmacro %}

{# A number may have a fraction. #}
{% macro number(field) -%}
  cast({{ cleargrid.column(field) }} as numeric(38, 9))
{%- endmacro %}

{# A field that is text or a number, which destinations keep as text or as JSON. #}
{% macro any_text(field) -%}
  replace({{ adapter.dispatch('any_text', 'cleargrid')(cleargrid.column(field)) }}, '"', '')
{%- endmacro %}

{% macro default__any_text(column) -%}
  cast({{ column }} as {{ dbt.type_string() }})
{%- endmacro %}

{% macro bigquery__any_text(column) -%}
  to_json_string({{ column }})
{%- endmacro %}

{# The text that a member of a JSON column holds. #}
{% macro json_text(field, key) %}
  {{- adapter.dispatch('json_text', 'cleargrid')(cleargrid.column(field), key) -}}
{% endmacro %}

{% macro default__json_text(column, key) -%}
  {{ column }} ->> '{{ key }}'
{%- endmacro %}

{% macro snowflake__json_text(column, key) -%}
  cast(get_path({{ column }}, '{{ key }}') as {{ dbt.type_string() }})
{%- endmacro %}

{% macro bigquery__json_text(column, key) -%}
  json_value({{ column }}, '$.{{ key }}')
{%- endmacro %}

{# By way of text, because a path in a SUPER column does not know capital letters. #}
{% macro redshift__json_text(column, key) -%}
  json_extract_path_text(json_serialize({{ column }}), '{{ key }}', true)
{%- endmacro %}
