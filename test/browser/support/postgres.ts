import type { Client } from 'pg'
import type { SqlRow } from './demo'

/** DuckDB's types, and what a destination makes of the same in PostgreSQL. */
const TYPES: Readonly<Record<string, string>> = {
  VARCHAR: 'text',
  DOUBLE: 'double precision',
  BIGINT: 'bigint',
  BOOLEAN: 'boolean',
  JSON: 'jsonb',
  'TIMESTAMP WITH TIME ZONE': 'timestamptz',
}

/** Rows that go into one INSERT. */
const ROWS_AT_ONCE = 5_000

/** A query of the demo's DuckDB file. */
type Ask = (sql: string) => Promise<SqlRow[]>

/** Copies the demo's tables into a schema of the PostgreSQL that .ci/page has started. */
export async function copyInto(client: Client, schema: string, ask: Ask): Promise<void> {
  await client.query(`CREATE SCHEMA ${schema}`)
  await client.query(`SET search_path TO ${schema}`)
  for (const { table_name: table } of await ask(`SELECT table_name FROM duckdb_tables()`)) {
    const name = String(table)
    const columns = await ask(
      `SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = '${name}'`,
    )
    // Destinations write PostgreSQL's names in small letters.
    const names = columns.map(({ column_name: column }) => String(column))
    const typed = columns.map(
      ({ data_type: type }, at) =>
        `"${names[at]?.toLowerCase()}" ${TYPES[String(type)] ?? 'unknown'}`,
    )
    await client.query(`CREATE TABLE ${name} (${typed.join(', ')})`)
    const renamed = names.map((column) => `"${column}" AS "${column.toLowerCase()}"`)
    const rows = `SELECT to_json(t) AS row FROM (SELECT ${renamed.join(', ')} FROM ${name}) AS t`
    await insert(client, name, await ask(rows))
  }
}

async function insert(client: Client, table: string, rows: readonly SqlRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const some = rows.slice(at, at + ROWS_AT_ONCE).map(({ row }) => String(row))
    await client.query(
      `INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
      [`[${some.join(',')}]`],
    )
  }
}
