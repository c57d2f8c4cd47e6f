-- Cross-channel reach: how often does an outbound attempt reach somebody, and how many different
-- recipients? "to" is quoted, because it is a reserved word of SQL. It is personal data, and only
-- counted.
WITH reached (status) AS (
  VALUES ('ANSWERED'), ('DELIVERED'), ('READ'), ('COMPLETED'), ('CONNECTED')
)
SELECT
  communication_type AS channel,
  count(*) AS attempts,
  count(DISTINCT "to") AS recipients,
  round(count(*) * 1.0 / nullif(count(DISTINCT "to"), 0), 2) AS attempts_per_recipient,
  round(count(reached.status) * 1.0 / count(*), 4) AS reach_rate,
  round(count(DISTINCT CASE WHEN reached.status IS NOT NULL THEN "to" END) * 1.0
    / nullif(count(DISTINCT "to"), 0), 4) AS recipients_reached_rate
FROM communication_logs
LEFT JOIN reached ON reached.status = upper(communication_logs.status)
WHERE lower(direction) = 'outbound'
GROUP BY 1
ORDER BY reach_rate DESC
