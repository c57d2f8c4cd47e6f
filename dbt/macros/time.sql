{# Every instant is a timestamp without zone, in UTC, from the staging models on. Destinations write
   timestamps with a zone; PyAirbyte writes them without, in UTC. Both are understood. #}

{% macro type_instant() %}
  {{- return(adapter.dispatch('type_instant', 'cleargrid')()) -}}
{% endmacro %}

{% macro default__type_instant() %}{{ return('timestamp') }}{% endmacro %}
{% macro snowflake__type_instant() %}{{ return('timestamp_ntz') }}{% endmacro %}
{% macro bigquery__type_instant() %}{{ return('datetime') }}{% endmacro %}

{# A field that holds an instant, in UTC. #}
{% macro instant(field) %}
  {{- adapter.dispatch('instant', 'cleargrid')(cleargrid.column(field)) -}}
{% endmacro %}

{# An epoch does not depend on the time zone of the session, whether the column has a zone or not. #}
{% macro default__instant(column) -%}
  (timestamp '1970-01-01 00:00:00' + extract(epoch from {{ column }}) * interval '1 second')
{%- endmacro %}

{% macro duckdb__instant(column) -%}
  make_timestamp(epoch_us({{ column }}))
{%- endmacro %}

{% macro snowflake__instant(column) -%}
  cast(convert_timezone('UTC', {{ column }}) as timestamp_ntz)
{%- endmacro %}

{% macro redshift__instant(column) -%}
  convert_timezone('UTC', {{ column }})
{%- endmacro %}

{% macro bigquery__instant(column) -%}
  datetime({{ column }}, 'UTC')
{%- endmacro %}

{# An instant in UTC, on the clocks of the variable time_zone. #}
{% macro local(expression) %}
  {%- set zone = var('time_zone') -%}
  {{- expression if zone == 'UTC'
      else adapter.dispatch('local', 'cleargrid')(expression, zone) -}}
{% endmacro %}

{% macro default__local(expression, zone) -%}
  (({{ expression }} at time zone 'UTC') at time zone '{{ zone }}')
{%- endmacro %}

{% macro snowflake__local(expression, zone) -%}
  convert_timezone('UTC', '{{ zone }}', {{ expression }})
{%- endmacro %}

{% macro redshift__local(expression, zone) -%}
  convert_timezone('UTC', '{{ zone }}', {{ expression }})
{%- endmacro %}

{% macro bigquery__local(expression, zone) -%}
  datetime(timestamp({{ expression }}, 'UTC'), '{{ zone }}')
{%- endmacro %}

{# The instant from which ages are counted, in UTC. #}
{% macro as_of() %}
  {%- if var('as_of') -%}
    cast('{{ var('as_of') | replace('T', ' ') | replace('Z', '') }}' as {{ cleargrid.type_instant() }})
  {%- else -%}
    {{ adapter.dispatch('now', 'cleargrid')() }}
  {%- endif -%}
{% endmacro %}

{% macro default__now() -%}
  (current_timestamp at time zone 'UTC')
{%- endmacro %}

{% macro snowflake__now() -%}
  cast(convert_timezone('UTC', current_timestamp()) as timestamp_ntz)
{%- endmacro %}

{% macro redshift__now() -%}
  getdate()
{%- endmacro %}

{% macro bigquery__now() -%}
  current_datetime('UTC')
{%- endmacro %}

{# The first day of the day, week (Monday) or month of a local time. #}
{% macro first_day_of(part, expression) %}
  {{- adapter.dispatch('first_day_of', 'cleargrid')(part, expression) -}}
{% endmacro %}

{% macro default__first_day_of(part, expression) -%}
  cast({{ dbt.date_trunc(part, expression) }} as date)
{%- endmacro %}

{# BigQuery's own weeks begin on Sunday. #}
{% macro bigquery__first_day_of(part, expression) -%}
  date_trunc(cast({{ expression }} as date), {{ 'isoweek' if part == 'week' else part }})
{%- endmacro %}

{# A date, some days later. #}
{% macro days_after(expression, days) -%}
  cast({{ dbt.dateadd('day', days, expression) }} as date)
{%- endmacro %}

{# 1 is Monday, 7 is Sunday. #}
{% macro weekday(expression) %}
  {{- adapter.dispatch('weekday', 'cleargrid')(expression) -}}
{% endmacro %}

{% macro default__weekday(expression) -%}
  extract(isodow from {{ expression }})
{%- endmacro %}

{% macro snowflake__weekday(expression) -%}
  dayofweekiso({{ expression }})
{%- endmacro %}

{% macro redshift__weekday(expression) -%}
  mod(cast(extract(dow from {{ expression }}) as integer) + 6, 7) + 1
{%- endmacro %}

{% macro bigquery__weekday(expression) -%}
  mod(extract(dayofweek from {{ expression }}) + 5, 7) + 1
{%- endmacro %}
