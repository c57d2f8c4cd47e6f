import { rm } from 'node:fs/promises'
import { DuckDBInstance } from '@duckdb/node-api'

/** When a row was read: Airbyte's destinations write it beside each row's own columns. */
const EXTRACTED_AT = '_airbyte_extracted_at'

/** A new DuckDB file with one table a stream, its columns typed by the stream's JSON schema. */
export async function createWarehouse(path) {
  await rm(path, { force: true })
  await rm(`${path}.wal`, { force: true })
  const instance = await DuckDBInstance.create(path)
  const connection = await instance.connect()
  await connection.run(`SET TimeZone = 'UTC'`)
  const query = async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJS()

  return {
    query,
    createTable: async ({ stream }) => {
      const columns = `${columnsOf(stream)}, ${EXTRACTED_AT} TIMESTAMPTZ`
      await connection.run(`CREATE TABLE ${quoted(stream.name)} (${columns})`)
    },
    /**
     * Brings the RECORD lines of a file into the stream's table: one row a primary key, whatever
     * the records repeat.
     * @returns how many rows are new, how many have changed and in what, and what the table holds.
     */
    upsert: async (configured, recordFile) => {
      await connection.run(stageSql(configured, recordFile))
      await connection.run(latestSql(configured))
      const [differing] = await query(differingSql(configured))
      const [merged] = (await connection.runAndReadAll(mergeSql(configured))).getColumns()
      const added = merged?.filter((action) => action === 'INSERT').length ?? 0
      const changed = (merged?.length ?? 0) - added
      const [{ rows, keys }] = await query(holdsSql(configured))
      return {
        added,
        changed,
        differing: numbersIn(differing),
        rows: Number(rows),
        keys: Number(keys),
      }
    },
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

/** The lines go from the connector to DuckDB as they are: no value passes through JavaScript. */
function stageSql({ stream }, recordFile) {
  const record = `STRUCT(data STRUCT(${columnsOf(stream)}), emitted_at BIGINT)`
  return `
    CREATE OR REPLACE TEMP TABLE staged AS
    SELECT unnest(record.data), make_timestamptz(1000 * record.emitted_at) AS ${EXTRACTED_AT}
    FROM read_json(${text(recordFile)}, format = 'newline_delimited',
                   columns = { record: ${text(record)} })`
}

/** Where records repeat a key, the latest counts. */
function latestSql({ stream, primary_key, cursor_field }) {
  const latestFirst = `${quoted(cursor_field[0])} DESC, ${EXTRACTED_AT} DESC, staged.rowid DESC`
  return `
    CREATE OR REPLACE TEMP TABLE latest AS
    SELECT * FROM staged
    QUALIFY row_number() OVER (
      PARTITION BY ${keyOf({ primary_key })} ORDER BY ${latestFirst}) = 1`
}

/** For each column, the number of rows whose value the table does not have yet. */
function differingSql({ stream, primary_key }) {
  const columns = Object.keys(stream.json_schema.properties).map(quoted)
  const counts = columns.map(
    (name) => `count(*) FILTER (held.${name} IS DISTINCT FROM latest.${name}) AS ${name}`,
  )
  return `
    SELECT ${counts.join(', ')}
    FROM ${quoted(stream.name)} AS held JOIN latest USING (${keyOf({ primary_key })})`
}

/** Rows that are the same already stay untouched, whenever they were read again. */
function mergeSql({ stream, primary_key }) {
  const columns = Object.keys(stream.json_schema.properties).map(quoted)
  const valuesOf = (row) => `row(${columns.map((name) => `${row}.${name}`).join(', ')})`
  return `
    MERGE INTO ${quoted(stream.name)} AS held USING latest USING (${keyOf({ primary_key })})
    WHEN MATCHED AND ${valuesOf('held')} IS DISTINCT FROM ${valuesOf('latest')} THEN UPDATE
    WHEN NOT MATCHED THEN INSERT
    RETURNING merge_action`
}

function holdsSql({ stream, primary_key }) {
  const keys = `count(DISTINCT (${keyOf({ primary_key })})) AS keys`
  return `SELECT count(*) AS rows, ${keys} FROM ${quoted(stream.name)}`
}

function keyOf({ primary_key }) {
  return primary_key.map(([name]) => quoted(name)).join(', ')
}

function columnsOf({ json_schema }) {
  return Object.entries(json_schema.properties)
    .map(([name, property]) => `${quoted(name)} ${columnType(property)}`)
    .join(', ')
}

const TYPES = { number: 'DOUBLE', integer: 'BIGINT', boolean: 'BOOLEAN', string: 'VARCHAR' }

/** Objects, arrays and mixtures become JSON, which keeps what the schema does not know. */
function columnType({ type, format }) {
  const kinds = [type].flat().filter((kind) => kind !== 'null')
  if (kinds.length !== 1) return 'JSON'
  if (kinds[0] === 'string' && format === 'date-time') return 'TIMESTAMPTZ'
  return TYPES[kinds[0]] ?? 'JSON'
}

/** A name in SQL. Quoted, because `from`, `to`, `by` and `type` are reserved words there. */
function quoted(name) {
  return `"${name.replaceAll('"', '""')}"`
}

function text(value) {
  return `'${value.replaceAll("'", "''")}'`
}

/** DuckDB counts in BigInt. */
function numbersIn(row) {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)]))
}
