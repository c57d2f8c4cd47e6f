-- Productivity: outcomes logged and promises won on a working day, by where they come from.
-- ClearGrid's rows do not name the agent: interaction_source is as near as they go.
WITH daily AS (
  SELECT
    date_trunc('day', communicated_at) AS day,
    interaction_source AS source,
    count(*) AS outcomes,
    count(*) FILTER (WHERE outcome_option = 'PTP') AS promises,
    extract(epoch FROM max(communicated_at) - min(communicated_at)) / 3600.0 AS hours
  FROM manual_communication_logs
  GROUP BY 1, 2
)
SELECT
  source,
  count(*) AS days,
  sum(outcomes) AS outcomes,
  round(cast(avg(outcomes) AS numeric), 1) AS outcomes_a_day,
  round(cast(sum(outcomes) / nullif(sum(hours), 0) AS numeric), 2) AS outcomes_an_hour,
  round(sum(promises) * 100.0 / sum(outcomes), 2) AS promises_per_100_outcomes
FROM daily
GROUP BY 1
ORDER BY outcomes DESC
