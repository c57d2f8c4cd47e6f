-- Is it all there, and once? Rows a month and stream, keys that repeat (0 with append + dedup), and
-- the newest row. Compare a closed month's rows with ClearGrid's own count: see docs/operating.md.
WITH row_of AS (
  SELECT 'communication_logs' AS stream, public_id, communicated_at AS placed_at
  FROM communication_logs
  UNION ALL
  SELECT 'conversations', public_id, updated_at FROM conversations
  UNION ALL
  SELECT 'manual_communication_logs', public_id, communicated_at FROM manual_communication_logs
)
SELECT
  stream,
  date_trunc('month', placed_at) AS month,
  count(*) AS row_count,
  count(*) - count(DISTINCT public_id) AS repeated_keys,
  max(placed_at) AS newest
FROM row_of
GROUP BY 1, 2
ORDER BY 1, 2
