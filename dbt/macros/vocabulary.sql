{# What ClearGrid's words mean: a seed, or the seed or model that the project names instead. In plain
   SQL (examples/sql) the seed's rows are written out, as there is no table of them. #}
{% macro vocabulary(name) %}
  {%- set relation = ref(var(name ~ '_relation')) -%}
  {%- if not var('plain_sql', false) -%}
    {{ relation }}
  {%- else -%}
    {%- set seed = var('plain_seeds')[name] -%}
    (
    {%- for row in seed.rows or [[]] %}
      {%- set is_first = loop.first %}
        {{ 'union all ' if not is_first }}select
      {%- for column in seed.columns %} {{ cleargrid.literal(row[loop.index0], column) }}
        {{- ' as ' ~ column if is_first }}{{ ',' if not loop.last }}
      {%- endfor %}
    {%- endfor %}
    {{- ' where 1 = 0' if not seed.rows }}
    ) as vocabulary
  {%- endif -%}
{% endmacro %}

{% macro literal(value, column) %}
  {%- if value is undefined -%} cast(null as {{ cleargrid.seed_type(column) }})
  {%- elif value in ['true', 'false'] -%} {{ value }}
  {%- else -%} '{{ value | replace("'", "''") }}'
  {%- endif %}
{%- endmacro %}

{% macro seed_type(column) %}
  {{- {'day': 'date', 'row_count': dbt.type_bigint()}.get(column, dbt.type_string()) -}}
{% endmacro %}

{# A word as the seeds spell it: small letters, and _ between its parts. #}
{% macro word(expression) -%}
  lower(replace(replace(trim({{ expression }}), '-', '_'), ' ', '_'))
{%- endmacro %}

{# A dimension of a mart: what is not there shows as `none`. #}
{% macro named(expression) -%}
  coalesce(nullif(trim({{ expression }}), ''), 'none')
{%- endmacro %}
