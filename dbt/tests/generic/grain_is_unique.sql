{# The columns that `meta.grain` of the model names are together unique, and none of them is null.
   It takes no arguments, as dbt 1.8 and 1.11 write these in different places. #}
{% test grain_is_unique(model) %}
  {%- set grain = [] -%}
  {%- if execute -%}
    {%- for node in graph.nodes.values()
          if node.resource_type == 'model' and node.package_name == 'cleargrid'
          and node.alias | lower == model.identifier | lower -%}
      {%- do grain.extend(node.config.meta.grain) -%}
    {%- endfor -%}
    {%- if not grain -%}
      {{ exceptions.raise_compiler_error('No meta.grain for ' ~ model.identifier) }}
    {%- endif -%}
  {%- endif %}
select {{ grain | join(', ') }}
from {{ model }}
group by {{ grain | join(', ') }}
having count(*) > 1
{%- for column in grain %} or count({{ column }}) < count(*)
{%- endfor %}
{% endtest %}
