-- Delivery and bounces: of the outbound threads, which do not arrive on which platform, and what
-- does the provider say? delivery_status is one JSON column: status, code, error_detail.
WITH thread AS (
  SELECT
    platform,
    delivery_status ->> 'status' AS delivery,
    delivery_status ->> 'code' AS code,
    delivery_status ->> 'error_detail' AS error_detail
  FROM conversations
  WHERE "type" = 'OUTBOUND'
)
SELECT
  platform,
  delivery,
  code,
  error_detail,
  count(*) AS threads,
  round(count(*) * 1.0 / sum(count(*)) OVER (PARTITION BY platform), 4) AS share_of_platform
FROM thread
GROUP BY 1, 2, 3, 4
ORDER BY platform, threads DESC
