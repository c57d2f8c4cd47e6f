-- The rows of all message files into DuckDB, newest version of each: duckdb cleargrid.duckdb < load.sql
-- It may be run again after each sync: what is there already is replaced by key.
SET TimeZone = 'UTC';

CREATE TABLE IF NOT EXISTS communication_logs (
  "public_id" VARCHAR PRIMARY KEY, "communication_type" VARCHAR, "direction" VARCHAR,
  "status" VARCHAR, "from" VARCHAR, "to" VARCHAR, "subject" VARCHAR, "duration" DOUBLE,
  "communicated_at" TIMESTAMPTZ, "created_at" TIMESTAMPTZ, "updated_at" TIMESTAMPTZ
);
INSERT OR REPLACE INTO communication_logs
SELECT unnest(record.data)
FROM read_json('messages-*.jsonl', format = 'newline_delimited', columns = {
  type: 'VARCHAR',
  record: 'STRUCT(stream VARCHAR, emitted_at BIGINT, data STRUCT(
    "public_id" VARCHAR, "communication_type" VARCHAR, "direction" VARCHAR, "status" VARCHAR,
    "from" VARCHAR, "to" VARCHAR, "subject" VARCHAR, "duration" DOUBLE,
    "communicated_at" TIMESTAMPTZ, "created_at" TIMESTAMPTZ, "updated_at" TIMESTAMPTZ
  ))'
})
WHERE type = 'RECORD' AND record.stream = 'communication_logs'
QUALIFY row_number() OVER (
  PARTITION BY record.data.public_id ORDER BY record.data.updated_at DESC, record.emitted_at DESC
) = 1;

CREATE TABLE IF NOT EXISTS conversations (
  "public_id" VARCHAR PRIMARY KEY, "platform" VARCHAR, "purpose" VARCHAR, "type" VARCHAR,
  "by" VARCHAR, "operation" VARCHAR, "status" VARCHAR, "visibility" VARCHAR,
  "delivery_status" JSON, "created_at" TIMESTAMPTZ, "updated_at" TIMESTAMPTZ
);
INSERT OR REPLACE INTO conversations
SELECT unnest(record.data)
FROM read_json('messages-*.jsonl', format = 'newline_delimited', columns = {
  type: 'VARCHAR',
  record: 'STRUCT(stream VARCHAR, emitted_at BIGINT, data STRUCT(
    "public_id" VARCHAR, "platform" VARCHAR, "purpose" VARCHAR, "type" VARCHAR, "by" VARCHAR,
    "operation" VARCHAR, "status" VARCHAR, "visibility" VARCHAR, "delivery_status" JSON,
    "created_at" TIMESTAMPTZ, "updated_at" TIMESTAMPTZ
  ))'
})
WHERE type = 'RECORD' AND record.stream = 'conversations'
QUALIFY row_number() OVER (
  PARTITION BY record.data.public_id ORDER BY record.data.updated_at DESC, record.emitted_at DESC
) = 1;

CREATE TABLE IF NOT EXISTS manual_communication_logs (
  "public_id" VARCHAR PRIMARY KEY, "communication_type" VARCHAR, "interaction_source" VARCHAR,
  "outcome_option" VARCHAR, "is_active" BOOLEAN, "is_ptp_broken" BOOLEAN,
  "communicated_at" TIMESTAMPTZ, "created_at" TIMESTAMPTZ, "updated_at" TIMESTAMPTZ
);
INSERT OR REPLACE INTO manual_communication_logs
SELECT unnest(record.data)
FROM read_json('messages-*.jsonl', format = 'newline_delimited', columns = {
  type: 'VARCHAR',
  record: 'STRUCT(stream VARCHAR, emitted_at BIGINT, data STRUCT(
    "public_id" VARCHAR, "communication_type" VARCHAR, "interaction_source" VARCHAR,
    "outcome_option" VARCHAR, "is_active" BOOLEAN, "is_ptp_broken" BOOLEAN,
    "communicated_at" TIMESTAMPTZ, "created_at" TIMESTAMPTZ, "updated_at" TIMESTAMPTZ
  ))'
})
WHERE type = 'RECORD' AND record.stream = 'manual_communication_logs'
QUALIFY row_number() OVER (
  PARTITION BY record.data.public_id ORDER BY record.data.updated_at DESC, record.emitted_at DESC
) = 1;

SELECT 'communication_logs' AS stream, count(*) AS "rows" FROM communication_logs
UNION ALL SELECT 'conversations', count(*) FROM conversations
UNION ALL SELECT 'manual_communication_logs', count(*) FROM manual_communication_logs;
