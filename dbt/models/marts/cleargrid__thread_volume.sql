-- How many threads begin in a week, on which platform, for what purpose, and who begins them?
{{ config(enabled=cleargrid.uses(['conversations'])) }}

select
    week,
    platform,
    purpose,
    direction,
    begun_by,
    {{ cleargrid.count_rows() }} as threads
from {{ ref('int_cleargrid__threads') }}
group by week, platform, purpose, direction, begun_by
{{ cleargrid.in_order('week, platform, purpose, direction, begun_by') }}
