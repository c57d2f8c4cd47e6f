-- Cohorts of logged outcomes: of a week's outcomes by channel, the share that reached the right
-- person, the share that ended in a promise, and how those promises stand now.
SELECT
  date_trunc('week', communicated_at) AS cohort,
  communication_type AS channel,
  count(*) AS outcomes,
  round(count(*) FILTER (WHERE outcome_option IN ('RPC', 'PTP', 'REFUSED', 'SETTLED', 'CALLBACK'))
    * 1.0 / count(*), 4) AS contact_rate,
  count(*) FILTER (WHERE outcome_option = 'PTP') AS promises,
  count(*) FILTER (WHERE outcome_option = 'PTP' AND is_ptp_broken) AS broken,
  count(*) FILTER (WHERE outcome_option = 'PTP' AND is_active AND NOT is_ptp_broken) AS still_open
FROM manual_communication_logs
GROUP BY 1, 2
ORDER BY 1, 3 DESC
