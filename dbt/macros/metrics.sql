{# How many rows meet a condition. #}
{% macro count_if(condition) -%}
  cast(count(case when {{ condition }} then 1 end) as {{ dbt.type_bigint() }})
{%- endmacro %}

{% macro count_rows() -%}
  cast(count(*) as {{ dbt.type_bigint() }})
{%- endmacro %}

{# How many different values; with a condition, among the rows that meet it. #}
{% macro count_distinct(expression, condition=none) -%}
  {%- set counted = 'case when ' ~ condition ~ ' then ' ~ expression ~ ' end' if condition else expression -%}
  cast(count(distinct {{ counted }}) as {{ dbt.type_bigint() }})
{%- endmacro %}

{% macro total(expression) -%}
  cast(coalesce(sum({{ expression }}), 0) as {{ dbt.type_bigint() }})
{%- endmacro %}

{# A rate. Null where there is nothing to divide by. #}
{% macro per(numerator, denominator) -%}
  {{ cleargrid.decimal(numerator ~ ' * 1.0 / nullif(' ~ denominator ~ ', 0)') }}
{%- endmacro %}

{% macro decimal(expression) -%}
  cast({{ expression }} as numeric(18, 6))
{%- endmacro %}

{# A number or address, made unreadable, and the same for every spelling of it. #}
{% macro person_key(address) -%}
  case when {{ address }} is not null then {{ dbt.hash(cleargrid.salted(
    "case when " ~ address ~ " like '%@%' then lower(trim(" ~ address ~ ")) "
    ~ "else replace(replace(replace(" ~ address ~ ", ' ', ''), '-', ''), '+', '') end")) }} end
{%- endmacro %}

{% macro salted(expression) %}
  {{- dbt.concat(["'" ~ var('person_key_salt') ~ "'", expression]) if var('person_key_salt')
      else expression -}}
{% endmacro %}

{# Plain SQL answers in order; a table has none. #}
{% macro in_order(columns) %}
  {%- if var('plain_sql', false) -%} order by {{ columns }} {%- endif -%}
{% endmacro %}
