{# A part of a whole: from 0 to 1, or null where there is no whole. #}
{% test is_share(model, column_name) %}
select {{ column_name }} from {{ model }} where {{ column_name }} < 0 or {{ column_name }} > 1
{% endtest %}

{% test is_not_negative(model, column_name) %}
select {{ column_name }} from {{ model }} where {{ column_name }} < 0
{% endtest %}

{% test is_weekday(model, column_name) %}
select {{ column_name }} from {{ model }} where {{ column_name }} not between 1 and 7
{% endtest %}

{% test is_hour(model, column_name) %}
select {{ column_name }} from {{ model }} where {{ column_name }} not between 0 and 23
{% endtest %}
