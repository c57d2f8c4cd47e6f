-- Is it all there, and once? Rows a month and stream, keys that repeat (0 with append + dedup), and
-- the newest row. Compare a closed month's rows with ClearGrid's own count: see docs/operating.md.
WITH row_of AS (
  SELECT 'borrowers' AS stream, public_id AS row_key, updated_at AS placed_at FROM borrowers
  UNION ALL
  SELECT 'borrower_accounts', public_id, updated_at FROM borrower_accounts
  UNION ALL
  SELECT 'borrower_sub_accounts', public_id, updated_at FROM borrower_sub_accounts
  UNION ALL
  SELECT 'borrower_account_events', public_id, created_at FROM borrower_account_events
  UNION ALL
  SELECT 'borrower_payments', public_id, updated_at FROM borrower_payments
  UNION ALL
  SELECT 'borrower_payment_plans', public_id, updated_at FROM borrower_payment_plans
  UNION ALL
  SELECT 'borrower_payment_plan_installments', public_id, updated_at
  FROM borrower_payment_plan_installments
  UNION ALL
  SELECT 'scheduled_payments', public_id, updated_at FROM scheduled_payments
  UNION ALL
  SELECT 'payment_proofs', public_id, updated_at FROM payment_proofs
  UNION ALL
  SELECT 'borrower_settlements', public_id, updated_at FROM borrower_settlements
  UNION ALL
  SELECT 'borrower_deals', public_id || ' ' || CAST(created_at AS VARCHAR), updated_at
  FROM borrower_deals
  UNION ALL
  SELECT 'borrower_deal_activity_logs', public_id, created_at FROM borrower_deal_activity_logs
  UNION ALL
  SELECT 'borrower_deal_logs', public_id, created_at FROM borrower_deal_logs
  UNION ALL
  SELECT 'deal_activity_logs', public_id, created_at FROM deal_activity_logs
  UNION ALL
  SELECT 'deal_views', public_id, updated_at FROM deal_views
  UNION ALL
  SELECT 'communication_logs', public_id, communicated_at FROM communication_logs
  UNION ALL
  SELECT 'conversations', public_id, updated_at FROM conversations
  UNION ALL
  SELECT 'manual_communication_logs', public_id, communicated_at FROM manual_communication_logs
  UNION ALL
  SELECT 'user_lender_details', public_id, updated_at FROM user_lender_details
)
SELECT
  stream,
  date_trunc('month', placed_at) AS month,
  count(*) AS row_count,
  count(*) - count(DISTINCT row_key) AS repeated_keys,
  max(placed_at) AS newest
FROM row_of
GROUP BY 1, 2
ORDER BY 1, 2
