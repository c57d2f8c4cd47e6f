-- Outcome mix: right-party contacts, promises to pay and refusals among what agents logged, and how
-- many of the promises are broken by now (is_ptp_broken changes later: the recheck brings it).
SELECT
  date_trunc('month', communicated_at) AS month,
  count(*) AS outcomes,
  round(count(*) FILTER (WHERE outcome_option IN ('RPC', 'PTP', 'REFUSED', 'SETTLED', 'CALLBACK'))
    * 1.0 / count(*), 4) AS rpc_rate,
  round(count(*) FILTER (WHERE outcome_option = 'PTP') * 1.0 / count(*), 4) AS ptp_rate,
  round(count(*) FILTER (WHERE outcome_option = 'REFUSED') * 1.0 / count(*), 4) AS refusal_rate,
  round(count(*) FILTER (WHERE outcome_option = 'PTP' AND is_ptp_broken) * 1.0
    / nullif(count(*) FILTER (WHERE outcome_option = 'PTP'), 0), 4) AS broken_promise_rate
FROM manual_communication_logs
GROUP BY 1
ORDER BY 1
