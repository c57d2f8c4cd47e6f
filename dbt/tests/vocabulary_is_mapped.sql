{{ config(
    severity='warn',
    fail_calc='coalesce(sum(row_count), 0)',
    enabled=cleargrid.uses(['communication_logs']) or cleargrid.uses(['conversations'])
        or cleargrid.uses(['manual_communication_logs'])
) }}
{#- ClearGrid publishes no list of its words, so there may be some that no seed maps. This test warns
   of them by name, and of how many rows they hold: these count as neither reached nor failed, and as
   no contact. Map them in a seed of your own (statuses_relation, outcome_options_relation,
   communication_types_relation). -#}
{%- set words = [] -%}
{%- if cleargrid.uses(['communication_logs']) -%}
  {%- do words.append(('statuses', 'status', 'int_cleargrid__attempts', 'raw_status')) -%}
  {%- do words.append(('communication_types', 'communication_type', 'int_cleargrid__attempts', 'raw_communication_type')) -%}
{%- endif -%}
{%- if cleargrid.uses(['conversations']) -%}
  {%- do words.append(('statuses', 'status', 'int_cleargrid__threads', 'raw_delivery_status')) -%}
{%- endif -%}
{%- if cleargrid.uses(['manual_communication_logs']) -%}
  {%- do words.append(('communication_types', 'communication_type', 'int_cleargrid__outcomes', 'raw_communication_type')) -%}
  {%- do words.append(('outcome_options', 'outcome_option', 'int_cleargrid__outcomes', 'raw_outcome_option')) -%}
{%- endif %}
{%- set query -%}
{%- for vocabulary, column, model, used in words %}
{{ 'union all' if not loop.first }}
select
    '{{ var(vocabulary ~ '_relation') }}' as vocabulary,
    '{{ used | replace('raw_', '') }}' as field,
    used.{{ used }} as unmapped_value,
    count(*) as row_count
from (select * from {{ ref(model) }}) as used
left join (select * from {{ cleargrid.vocabulary(vocabulary) }}) as mapped
    on {{ cleargrid.word('mapped.' ~ column) }} = {{ cleargrid.word('used.' ~ used) }}
where mapped.{{ column }} is null and used.{{ used }} is not null
group by used.{{ used }}
{%- endfor %}
{%- endset %}
{%- if execute and flags.WHICH in ['test', 'build'] -%}
  {%- for row in run_query(query) -%}
    {%- do log('Not mapped in ' ~ row[0] ~ ': ' ~ row[1] ~ ' = ' ~ row[2] ~ ', in ' ~ row[3] ~ ' rows', info=true) -%}
  {%- endfor -%}
{%- endif -%}
{{ query }}
