-- At which hour of which weekday, on the clocks of time_zone, do our calls reach somebody?
{{ config(enabled=cleargrid.uses(['communication_logs'])) }}

with tallies as (
    select
        weekday,
        hour,
        {{ cleargrid.count_rows() }} as attempts,
        {{ cleargrid.count_if('is_contact') }} as contacts,
        {{ cleargrid.count_distinct('person_key') }} as people
    from {{ ref('int_cleargrid__attempts') }}
    where direction = 'outbound' and is_phone_call
    group by weekday, hour
)

select
    weekday,
    cast(
        case weekday
            when 1 then 'Monday'
            when 2 then 'Tuesday'
            when 3 then 'Wednesday'
            when 4 then 'Thursday'
            when 5 then 'Friday'
            when 6 then 'Saturday'
            else 'Sunday'
        end as {{ dbt.type_string() }}
    ) as weekday_name,
    hour,
    cast(
        case
            when hour < 6 then 'night'
            when hour < 12 then 'morning'
            when hour < 18 then 'afternoon'
            else 'evening'
        end as {{ dbt.type_string() }}
    ) as part_of_day,
    attempts,
    contacts,
    people,
    {{ cleargrid.per('contacts', 'attempts') }} as contacts_per_attempt
from tallies
{{ cleargrid.in_order('weekday, hour') }}
