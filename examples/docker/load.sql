-- The rows of all message files into DuckDB, newest version of each: duckdb cleargrid.duckdb < load.sql
-- It may be run again after each sync: what is there already is replaced by key.
SET TimeZone = 'UTC';

CREATE TEMP TABLE record AS
SELECT record.stream AS stream, record.data AS data, record.emitted_at AS emitted_at
FROM read_json('messages-*.jsonl', format = 'newline_delimited', columns = {
  type: 'VARCHAR',
  record: 'STRUCT(stream VARCHAR, emitted_at BIGINT, data JSON)'
})
WHERE type = 'RECORD';

CREATE TABLE IF NOT EXISTS borrowers (
  "public_id" VARCHAR PRIMARY KEY, "first_name" VARCHAR, "last_name" VARCHAR, "country" VARCHAR,
  "preferred_language" VARCHAR, "updated_at" TIMESTAMPTZ
);
INSERT OR REPLACE INTO borrowers
SELECT unnest(from_json(data, '{
  "public_id": "VARCHAR", "first_name": "VARCHAR", "last_name": "VARCHAR", "country": "VARCHAR",
  "preferred_language": "VARCHAR", "updated_at": "TIMESTAMPTZ"
}'))
FROM record
WHERE stream = 'borrowers'
QUALIFY row_number() OVER (PARTITION BY data ->> 'public_id' ORDER BY data ->> 'updated_at' DESC, emitted_at DESC) = 1;

CREATE TABLE IF NOT EXISTS borrower_accounts (
  "public_id" VARCHAR PRIMARY KEY, "account_reference_id" VARCHAR,
  "customer_reference_id" VARCHAR, "reference_id" VARCHAR, "total_amount" DOUBLE,
  "balance_amount" DOUBLE, "actual_balance_amount" DOUBLE, "paid_amount" DOUBLE,
  "balance_principal_amount" DOUBLE, "balance_interest" DOUBLE, "balance_fee" DOUBLE,
  "minimum_due_amount" DOUBLE, "currency" VARCHAR, "submitted_date" VARCHAR, "due_date" VARCHAR,
  "delinquent_days_on_submission" DOUBLE, "loan_type" VARCHAR, "status" VARCHAR,
  "merchant_name" VARCHAR, "lender_display_name" VARCHAR, "created_at" TIMESTAMPTZ,
  "updated_at" TIMESTAMPTZ
);
INSERT OR REPLACE INTO borrower_accounts
SELECT unnest(from_json(data, '{
  "public_id": "VARCHAR", "account_reference_id": "VARCHAR", "customer_reference_id": "VARCHAR",
  "reference_id": "VARCHAR", "total_amount": "DOUBLE", "balance_amount": "DOUBLE",
  "actual_balance_amount": "DOUBLE", "paid_amount": "DOUBLE",
  "balance_principal_amount": "DOUBLE", "balance_interest": "DOUBLE", "balance_fee": "DOUBLE",
  "minimum_due_amount": "DOUBLE", "currency": "VARCHAR", "submitted_date": "VARCHAR",
  "due_date": "VARCHAR", "delinquent_days_on_submission": "DOUBLE", "loan_type": "VARCHAR",
  "status": "VARCHAR", "merchant_name": "VARCHAR", "lender_display_name": "VARCHAR",
  "created_at": "TIMESTAMPTZ", "updated_at": "TIMESTAMPTZ"
}'))
FROM record
WHERE stream = 'borrower_accounts'
QUALIFY row_number() OVER (PARTITION BY data ->> 'public_id' ORDER BY data ->> 'updated_at' DESC, emitted_at DESC) = 1;

CREATE TABLE IF NOT EXISTS borrower_sub_accounts (
  "public_id" VARCHAR PRIMARY KEY, "sub_account_reference_id" VARCHAR, "total_amount" DOUBLE,
  "balance_amount" DOUBLE, "actual_balance_amount" DOUBLE, "paid_amount" DOUBLE,
  "balance_principal_amount" DOUBLE, "balance_interest" DOUBLE, "balance_fee" DOUBLE,
  "submitted_date" VARCHAR, "due_date" VARCHAR, "dpd_bucket_start" DOUBLE,
  "dpd_bucket_end" DOUBLE, "created_at" TIMESTAMPTZ, "updated_at" TIMESTAMPTZ
);
INSERT OR REPLACE INTO borrower_sub_accounts
SELECT unnest(from_json(data, '{
  "public_id": "VARCHAR", "sub_account_reference_id": "VARCHAR", "total_amount": "DOUBLE",
  "balance_amount": "DOUBLE", "actual_balance_amount": "DOUBLE", "paid_amount": "DOUBLE",
  "balance_principal_amount": "DOUBLE", "balance_interest": "DOUBLE", "balance_fee": "DOUBLE",
  "submitted_date": "VARCHAR", "due_date": "VARCHAR", "dpd_bucket_start": "DOUBLE",
  "dpd_bucket_end": "DOUBLE", "created_at": "TIMESTAMPTZ", "updated_at": "TIMESTAMPTZ"
}'))
FROM record
WHERE stream = 'borrower_sub_accounts'
QUALIFY row_number() OVER (PARTITION BY data ->> 'public_id' ORDER BY data ->> 'updated_at' DESC, emitted_at DESC) = 1;

CREATE TABLE IF NOT EXISTS borrower_account_events (
  "public_id" VARCHAR PRIMARY KEY, "channel" VARCHAR, "event" VARCHAR, "ip_address" VARCHAR,
  "created_at" TIMESTAMPTZ
);
INSERT OR REPLACE INTO borrower_account_events
SELECT unnest(from_json(data, '{
  "public_id": "VARCHAR", "channel": "VARCHAR", "event": "VARCHAR", "ip_address": "VARCHAR",
  "created_at": "TIMESTAMPTZ"
}'))
FROM record
WHERE stream = 'borrower_account_events'
QUALIFY row_number() OVER (PARTITION BY data ->> 'public_id' ORDER BY emitted_at DESC) = 1;

CREATE TABLE IF NOT EXISTS borrower_payments (
  "public_id" VARCHAR PRIMARY KEY, "amount" BIGINT, "settled_amount" BIGINT,
  "payment_type" VARCHAR, "payment_status" VARCHAR, "is_settled" BOOLEAN,
  "paid_before_submission" BOOLEAN, "paid_date" TIMESTAMPTZ, "failure_reason" VARCHAR,
  "created_at" TIMESTAMPTZ, "updated_at" TIMESTAMPTZ
);
INSERT OR REPLACE INTO borrower_payments
SELECT unnest(from_json(data, '{
  "public_id": "VARCHAR", "amount": "BIGINT", "settled_amount": "BIGINT",
  "payment_type": "VARCHAR", "payment_status": "VARCHAR", "is_settled": "BOOLEAN",
  "paid_before_submission": "BOOLEAN", "paid_date": "TIMESTAMPTZ", "failure_reason": "VARCHAR",
  "created_at": "TIMESTAMPTZ", "updated_at": "TIMESTAMPTZ"
}'))
FROM record
WHERE stream = 'borrower_payments'
QUALIFY row_number() OVER (PARTITION BY data ->> 'public_id' ORDER BY data ->> 'updated_at' DESC, emitted_at DESC) = 1;

CREATE TABLE IF NOT EXISTS borrower_payment_plans (
  "public_id" VARCHAR PRIMARY KEY, "total_amount" BIGINT, "total_installments" BIGINT,
  "status" VARCHAR, "payment_gateway" VARCHAR, "start_date" TIMESTAMPTZ, "end_date" TIMESTAMPTZ,
  "is_active" BOOLEAN, "created_at" TIMESTAMPTZ, "updated_at" TIMESTAMPTZ
);
INSERT OR REPLACE INTO borrower_payment_plans
SELECT unnest(from_json(data, '{
  "public_id": "VARCHAR", "total_amount": "BIGINT", "total_installments": "BIGINT",
  "status": "VARCHAR", "payment_gateway": "VARCHAR", "start_date": "TIMESTAMPTZ",
  "end_date": "TIMESTAMPTZ", "is_active": "BOOLEAN", "created_at": "TIMESTAMPTZ",
  "updated_at": "TIMESTAMPTZ"
}'))
FROM record
WHERE stream = 'borrower_payment_plans'
QUALIFY row_number() OVER (PARTITION BY data ->> 'public_id' ORDER BY data ->> 'updated_at' DESC, emitted_at DESC) = 1;

CREATE TABLE IF NOT EXISTS borrower_payment_plan_installments (
  "public_id" VARCHAR PRIMARY KEY, "number" BIGINT, "amount" BIGINT, "due_date" TIMESTAMPTZ,
  "status" VARCHAR, "created_at" TIMESTAMPTZ, "updated_at" TIMESTAMPTZ
);
INSERT OR REPLACE INTO borrower_payment_plan_installments
SELECT unnest(from_json(data, '{
  "public_id": "VARCHAR", "number": "BIGINT", "amount": "BIGINT", "due_date": "TIMESTAMPTZ",
  "status": "VARCHAR", "created_at": "TIMESTAMPTZ", "updated_at": "TIMESTAMPTZ"
}'))
FROM record
WHERE stream = 'borrower_payment_plan_installments'
QUALIFY row_number() OVER (PARTITION BY data ->> 'public_id' ORDER BY data ->> 'updated_at' DESC, emitted_at DESC) = 1;

CREATE TABLE IF NOT EXISTS scheduled_payments (
  "public_id" VARCHAR PRIMARY KEY, "amount" BIGINT, "scheduled_date" TIMESTAMPTZ,
  "status" VARCHAR, "payment_method" VARCHAR, "created_at" TIMESTAMPTZ, "updated_at" TIMESTAMPTZ
);
INSERT OR REPLACE INTO scheduled_payments
SELECT unnest(from_json(data, '{
  "public_id": "VARCHAR", "amount": "BIGINT", "scheduled_date": "TIMESTAMPTZ",
  "status": "VARCHAR", "payment_method": "VARCHAR", "created_at": "TIMESTAMPTZ",
  "updated_at": "TIMESTAMPTZ"
}'))
FROM record
WHERE stream = 'scheduled_payments'
QUALIFY row_number() OVER (PARTITION BY data ->> 'public_id' ORDER BY data ->> 'updated_at' DESC, emitted_at DESC) = 1;

CREATE TABLE IF NOT EXISTS payment_proofs (
  "public_id" VARCHAR PRIMARY KEY, "status" VARCHAR, "reviewed_at" TIMESTAMPTZ,
  "created_at" TIMESTAMPTZ, "updated_at" TIMESTAMPTZ
);
INSERT OR REPLACE INTO payment_proofs
SELECT unnest(from_json(data, '{
  "public_id": "VARCHAR", "status": "VARCHAR", "reviewed_at": "TIMESTAMPTZ",
  "created_at": "TIMESTAMPTZ", "updated_at": "TIMESTAMPTZ"
}'))
FROM record
WHERE stream = 'payment_proofs'
QUALIFY row_number() OVER (PARTITION BY data ->> 'public_id' ORDER BY data ->> 'updated_at' DESC, emitted_at DESC) = 1;

CREATE TABLE IF NOT EXISTS borrower_settlements (
  "public_id" VARCHAR PRIMARY KEY, "status" VARCHAR, "payment_type" VARCHAR,
  "hardship_reason" VARCHAR, "employment_status" VARCHAR, "proposed_settlement_amount" BIGINT,
  "down_payment" BIGINT, "monthly_installment" BIGINT, "number_of_installments" BIGINT,
  "principal_amount" BIGINT, "write_off_amount" BIGINT, "start_date" TIMESTAMPTZ,
  "end_date" TIMESTAMPTZ, "paid_at" TIMESTAMPTZ, "is_paid" BOOLEAN, "is_active" BOOLEAN,
  "created_at" TIMESTAMPTZ, "updated_at" TIMESTAMPTZ
);
INSERT OR REPLACE INTO borrower_settlements
SELECT unnest(from_json(data, '{
  "public_id": "VARCHAR", "status": "VARCHAR", "payment_type": "VARCHAR",
  "hardship_reason": "VARCHAR", "employment_status": "VARCHAR",
  "proposed_settlement_amount": "BIGINT", "down_payment": "BIGINT",
  "monthly_installment": "BIGINT", "number_of_installments": "BIGINT",
  "principal_amount": "BIGINT", "write_off_amount": "BIGINT", "start_date": "TIMESTAMPTZ",
  "end_date": "TIMESTAMPTZ", "paid_at": "TIMESTAMPTZ", "is_paid": "BOOLEAN",
  "is_active": "BOOLEAN", "created_at": "TIMESTAMPTZ", "updated_at": "TIMESTAMPTZ"
}'))
FROM record
WHERE stream = 'borrower_settlements'
QUALIFY row_number() OVER (PARTITION BY data ->> 'public_id' ORDER BY data ->> 'updated_at' DESC, emitted_at DESC) = 1;

CREATE TABLE IF NOT EXISTS borrower_deals (
  "public_id" VARCHAR, "deal_stage_id" VARCHAR, "pipeline" VARCHAR, "comms_pipeline" VARCHAR,
  "amount" DOUBLE, "assigned_user_name" VARCHAR, "dpd_due_date" VARCHAR, "last_due_date" VARCHAR,
  "ptp_date_human" TIMESTAMPTZ, "ptp_date_ai" TIMESTAMPTZ, "broken_ptp_date_human" TIMESTAMPTZ,
  "broken_ptp_date_ai" TIMESTAMPTZ, "hasReachedRpcOrBeyond" BOOLEAN, "do_not_contact" BOOLEAN,
  "created_at" TIMESTAMPTZ, "updated_at" TIMESTAMPTZ,
  PRIMARY KEY (public_id, created_at)
);
INSERT OR REPLACE INTO borrower_deals
SELECT unnest(from_json(data, '{
  "public_id": "VARCHAR", "deal_stage_id": "VARCHAR", "pipeline": "VARCHAR",
  "comms_pipeline": "VARCHAR", "amount": "DOUBLE", "assigned_user_name": "VARCHAR",
  "dpd_due_date": "VARCHAR", "last_due_date": "VARCHAR", "ptp_date_human": "TIMESTAMPTZ",
  "ptp_date_ai": "TIMESTAMPTZ", "broken_ptp_date_human": "TIMESTAMPTZ",
  "broken_ptp_date_ai": "TIMESTAMPTZ", "hasReachedRpcOrBeyond": "BOOLEAN",
  "do_not_contact": "BOOLEAN", "created_at": "TIMESTAMPTZ", "updated_at": "TIMESTAMPTZ"
}'))
FROM record
WHERE stream = 'borrower_deals'
QUALIFY row_number() OVER (PARTITION BY data ->> 'public_id', data ->> 'created_at' ORDER BY data ->> 'updated_at' DESC, emitted_at DESC) = 1;

CREATE TABLE IF NOT EXISTS borrower_deal_activity_logs (
  "public_id" VARCHAR PRIMARY KEY, "action" VARCHAR, "comment" VARCHAR, "created_by" VARCHAR,
  "details" JSON, "created_at" TIMESTAMPTZ
);
INSERT OR REPLACE INTO borrower_deal_activity_logs
SELECT unnest(from_json(data, '{
  "public_id": "VARCHAR", "action": "VARCHAR", "comment": "VARCHAR", "created_by": "VARCHAR",
  "details": "JSON", "created_at": "TIMESTAMPTZ"
}'))
FROM record
WHERE stream = 'borrower_deal_activity_logs'
QUALIFY row_number() OVER (PARTITION BY data ->> 'public_id' ORDER BY emitted_at DESC) = 1;

CREATE TABLE IF NOT EXISTS borrower_deal_logs (
  "public_id" VARCHAR PRIMARY KEY, "log_action" VARCHAR, "deal_stage_id" VARCHAR,
  "pipeline" VARCHAR, "comms_pipeline" VARCHAR, "ptp_date_human" TIMESTAMPTZ,
  "ptp_date_ai" TIMESTAMPTZ, "broken_ptp_date_human" TIMESTAMPTZ,
  "broken_ptp_date_ai" TIMESTAMPTZ, "do_not_contact" BOOLEAN, "created_at" TIMESTAMPTZ
);
INSERT OR REPLACE INTO borrower_deal_logs
SELECT unnest(from_json(data, '{
  "public_id": "VARCHAR", "log_action": "VARCHAR", "deal_stage_id": "VARCHAR",
  "pipeline": "VARCHAR", "comms_pipeline": "VARCHAR", "ptp_date_human": "TIMESTAMPTZ",
  "ptp_date_ai": "TIMESTAMPTZ", "broken_ptp_date_human": "TIMESTAMPTZ",
  "broken_ptp_date_ai": "TIMESTAMPTZ", "do_not_contact": "BOOLEAN", "created_at": "TIMESTAMPTZ"
}'))
FROM record
WHERE stream = 'borrower_deal_logs'
QUALIFY row_number() OVER (PARTITION BY data ->> 'public_id' ORDER BY emitted_at DESC) = 1;

CREATE TABLE IF NOT EXISTS deal_activity_logs (
  "public_id" VARCHAR PRIMARY KEY, "action" VARCHAR, "comment" VARCHAR, "created_by" VARCHAR,
  "created_at" TIMESTAMPTZ
);
INSERT OR REPLACE INTO deal_activity_logs
SELECT unnest(from_json(data, '{
  "public_id": "VARCHAR", "action": "VARCHAR", "comment": "VARCHAR", "created_by": "VARCHAR",
  "created_at": "TIMESTAMPTZ"
}'))
FROM record
WHERE stream = 'deal_activity_logs'
QUALIFY row_number() OVER (PARTITION BY data ->> 'public_id' ORDER BY emitted_at DESC) = 1;

CREATE TABLE IF NOT EXISTS deal_views (
  "public_id" VARCHAR PRIMARY KEY, "name" VARCHAR, "description" VARCHAR, "is_shared" BOOLEAN,
  "created_at" TIMESTAMPTZ, "updated_at" TIMESTAMPTZ
);
INSERT OR REPLACE INTO deal_views
SELECT unnest(from_json(data, '{
  "public_id": "VARCHAR", "name": "VARCHAR", "description": "VARCHAR", "is_shared": "BOOLEAN",
  "created_at": "TIMESTAMPTZ", "updated_at": "TIMESTAMPTZ"
}'))
FROM record
WHERE stream = 'deal_views'
QUALIFY row_number() OVER (PARTITION BY data ->> 'public_id' ORDER BY data ->> 'updated_at' DESC, emitted_at DESC) = 1;

CREATE TABLE IF NOT EXISTS communication_logs (
  "public_id" VARCHAR PRIMARY KEY, "communication_type" VARCHAR, "direction" VARCHAR,
  "status" VARCHAR, "from" VARCHAR, "to" VARCHAR, "subject" VARCHAR, "duration" DOUBLE,
  "communicated_at" TIMESTAMPTZ, "created_at" TIMESTAMPTZ, "updated_at" TIMESTAMPTZ
);
INSERT OR REPLACE INTO communication_logs
SELECT unnest(from_json(data, '{
  "public_id": "VARCHAR", "communication_type": "VARCHAR", "direction": "VARCHAR",
  "status": "VARCHAR", "from": "VARCHAR", "to": "VARCHAR", "subject": "VARCHAR",
  "duration": "DOUBLE", "communicated_at": "TIMESTAMPTZ", "created_at": "TIMESTAMPTZ",
  "updated_at": "TIMESTAMPTZ"
}'))
FROM record
WHERE stream = 'communication_logs'
QUALIFY row_number() OVER (PARTITION BY data ->> 'public_id' ORDER BY data ->> 'updated_at' DESC, emitted_at DESC) = 1;

CREATE TABLE IF NOT EXISTS conversations (
  "public_id" VARCHAR PRIMARY KEY, "platform" VARCHAR, "purpose" VARCHAR, "type" VARCHAR,
  "by" VARCHAR, "operation" VARCHAR, "status" VARCHAR, "visibility" VARCHAR,
  "delivery_status" JSON, "created_at" TIMESTAMPTZ, "updated_at" TIMESTAMPTZ
);
INSERT OR REPLACE INTO conversations
SELECT unnest(from_json(data, '{
  "public_id": "VARCHAR", "platform": "VARCHAR", "purpose": "VARCHAR", "type": "VARCHAR",
  "by": "VARCHAR", "operation": "VARCHAR", "status": "VARCHAR", "visibility": "VARCHAR",
  "delivery_status": "JSON", "created_at": "TIMESTAMPTZ", "updated_at": "TIMESTAMPTZ"
}'))
FROM record
WHERE stream = 'conversations'
QUALIFY row_number() OVER (PARTITION BY data ->> 'public_id' ORDER BY data ->> 'updated_at' DESC, emitted_at DESC) = 1;

CREATE TABLE IF NOT EXISTS manual_communication_logs (
  "public_id" VARCHAR PRIMARY KEY, "communication_type" VARCHAR, "interaction_source" VARCHAR,
  "outcome_option" VARCHAR, "is_active" BOOLEAN, "is_ptp_broken" BOOLEAN,
  "communicated_at" TIMESTAMPTZ, "created_at" TIMESTAMPTZ, "updated_at" TIMESTAMPTZ
);
INSERT OR REPLACE INTO manual_communication_logs
SELECT unnest(from_json(data, '{
  "public_id": "VARCHAR", "communication_type": "VARCHAR", "interaction_source": "VARCHAR",
  "outcome_option": "VARCHAR", "is_active": "BOOLEAN", "is_ptp_broken": "BOOLEAN",
  "communicated_at": "TIMESTAMPTZ", "created_at": "TIMESTAMPTZ", "updated_at": "TIMESTAMPTZ"
}'))
FROM record
WHERE stream = 'manual_communication_logs'
QUALIFY row_number() OVER (PARTITION BY data ->> 'public_id' ORDER BY data ->> 'updated_at' DESC, emitted_at DESC) = 1;

CREATE TABLE IF NOT EXISTS user_lender_details (
  "public_id" VARCHAR PRIMARY KEY, "customer_reference_id" VARCHAR, "first_name" VARCHAR,
  "last_name" VARCHAR, "updated_at" TIMESTAMPTZ
);
INSERT OR REPLACE INTO user_lender_details
SELECT unnest(from_json(data, '{
  "public_id": "VARCHAR", "customer_reference_id": "VARCHAR", "first_name": "VARCHAR",
  "last_name": "VARCHAR", "updated_at": "TIMESTAMPTZ"
}'))
FROM record
WHERE stream = 'user_lender_details'
QUALIFY row_number() OVER (PARTITION BY data ->> 'public_id' ORDER BY data ->> 'updated_at' DESC, emitted_at DESC) = 1;

DROP TABLE record;

SELECT 'borrowers' AS stream, count(*) AS "rows" FROM borrowers
UNION ALL SELECT 'borrower_accounts', count(*) FROM borrower_accounts
UNION ALL SELECT 'borrower_sub_accounts', count(*) FROM borrower_sub_accounts
UNION ALL SELECT 'borrower_account_events', count(*) FROM borrower_account_events
UNION ALL SELECT 'borrower_payments', count(*) FROM borrower_payments
UNION ALL SELECT 'borrower_payment_plans', count(*) FROM borrower_payment_plans
UNION ALL SELECT 'borrower_payment_plan_installments', count(*) FROM borrower_payment_plan_installments
UNION ALL SELECT 'scheduled_payments', count(*) FROM scheduled_payments
UNION ALL SELECT 'payment_proofs', count(*) FROM payment_proofs
UNION ALL SELECT 'borrower_settlements', count(*) FROM borrower_settlements
UNION ALL SELECT 'borrower_deals', count(*) FROM borrower_deals
UNION ALL SELECT 'borrower_deal_activity_logs', count(*) FROM borrower_deal_activity_logs
UNION ALL SELECT 'borrower_deal_logs', count(*) FROM borrower_deal_logs
UNION ALL SELECT 'deal_activity_logs', count(*) FROM deal_activity_logs
UNION ALL SELECT 'deal_views', count(*) FROM deal_views
UNION ALL SELECT 'communication_logs', count(*) FROM communication_logs
UNION ALL SELECT 'conversations', count(*) FROM conversations
UNION ALL SELECT 'manual_communication_logs', count(*) FROM manual_communication_logs
UNION ALL SELECT 'user_lender_details', count(*) FROM user_lender_details;
