-- Attempt funnel: of the attempts of a month, how many reached somebody, and how many became a
-- conversation?
-- ClearGrid publishes no list of its statuses: `reached` is ours, and the one place to change.
WITH reached (status) AS (
  VALUES ('ANSWERED'), ('DELIVERED'), ('READ'), ('RECEIVED'), ('COMPLETED'), ('CONNECTED')
)
SELECT
  date_trunc('month', communicated_at) AS month,
  communication_type AS channel,
  direction,
  count(*) AS attempts,
  count(reached.status) AS reached,
  count(*) FILTER (WHERE duration >= 30) AS talks_of_30_seconds,
  round(count(reached.status) * 1.0 / count(*), 4) AS reach_rate,
  round(cast(avg(duration) AS numeric), 1) AS average_seconds
FROM communication_logs
LEFT JOIN reached ON reached.status = upper(communication_logs.status)
GROUP BY 1, 2, 3
ORDER BY 1, 4 DESC
