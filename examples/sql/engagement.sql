-- Cross-channel engagement: of what was sent, how much was delivered and read; and how many threads
-- do customers begin themselves for each hundred of ours?
SELECT
  platform,
  count(*) FILTER (WHERE "type" = 'OUTBOUND') AS sent,
  round(count(*) FILTER (WHERE "type" = 'OUTBOUND'
      AND upper(delivery_status ->> 'status') IN ('DELIVERED', 'READ')) * 1.0
    / nullif(count(*) FILTER (WHERE "type" = 'OUTBOUND'), 0), 4) AS delivered_rate,
  round(count(*) FILTER (WHERE "type" = 'OUTBOUND'
      AND upper(delivery_status ->> 'status') = 'READ') * 1.0
    / nullif(count(*) FILTER (WHERE "type" = 'OUTBOUND'), 0), 4) AS read_rate,
  round(count(*) FILTER (WHERE "type" = 'INBOUND') * 100.0
    / nullif(count(*) FILTER (WHERE "type" = 'OUTBOUND'), 0), 1) AS begun_by_customers_per_100
FROM conversations
GROUP BY 1
ORDER BY sent DESC
