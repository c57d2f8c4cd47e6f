-- Operational health, day by day: attempts and failures against the seven days before, and how late
-- rows arrive. A day far below its week is a dialler or a gateway that was down.
WITH daily AS (
  SELECT
    date_trunc('day', communicated_at) AS day,
    communication_type AS channel,
    count(*) AS attempts,
    count(*) FILTER (WHERE upper(status) IN ('FAILED', 'UNDELIVERED', 'BOUNCED')) AS failures,
    max(extract(epoch FROM created_at - communicated_at)) AS latest_arrival_seconds
  FROM communication_logs
  GROUP BY 1, 2
)
SELECT
  day,
  channel,
  attempts,
  round(failures * 1.0 / attempts, 4) AS failure_rate,
  round(cast(attempts / avg(attempts) OVER week AS numeric), 2) AS against_the_week_before,
  latest_arrival_seconds
FROM daily
WINDOW week AS (PARTITION BY channel ORDER BY day ROWS BETWEEN 7 PRECEDING AND 1 PRECEDING)
ORDER BY day, channel
