-- Conversation volume: threads begun in a week, by platform, purpose and who began them.
-- "by" and "type" are quoted, because they are reserved words of SQL.
SELECT
  date_trunc('week', created_at) AS week,
  platform,
  purpose,
  "type" AS direction,
  "by" AS begun_by,
  count(*) AS threads
FROM conversations
GROUP BY 1, 2, 3, 4, 5
ORDER BY 1, 6 DESC
