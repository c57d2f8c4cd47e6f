// What run.sh needs of JSON, by the node that is in the image. Messages come on stdin, one a line.
const { createInterface } = require('node:readline')
const { existsSync, readFileSync } = require('node:fs')
const { join } = require('node:path')

async function* messages() {
  for await (const line of createInterface({ input: process.stdin })) yield JSON.parse(line)
}

/** Fails unless the settings work, and says why. */
async function verdict() {
  for await (const { connectionStatus, trace } of messages()) {
    const said = connectionStatus?.message ?? trace?.error?.message
    if (said !== undefined) console.error(said)
    if (connectionStatus?.status === 'SUCCEEDED') return
  }
  process.exitCode = 1
}

/** The last state of each stream, those of the runs before included. */
async function states() {
  const file = join(__dirname, 'state.json')
  const isThere = existsSync(file) && readFileSync(file, 'utf8').trim() !== ''
  const last = new Map()
  const keep = (state) => last.set(state.stream.stream_descriptor.name, state)
  if (isThere) JSON.parse(readFileSync(file, 'utf8')).forEach(keep)
  for await (const { state } of messages()) if (state !== undefined) keep(state)
  console.log(JSON.stringify([...last.values()], null, 2))
}

/** How many rows came of each stream, and what was wrong. */
async function summary() {
  const rows = new Map()
  for await (const { record, trace, log } of messages()) {
    if (record !== undefined) rows.set(record.stream, (rows.get(record.stream) ?? 0) + 1)
    if (log?.level === 'WARN') console.log(`warning: ${log.message}`)
    if (trace?.type === 'ERROR') console.log(`error: ${trace.error.message}`)
  }
  for (const [stream, count] of rows) console.log(`${stream}: ${count} rows`)
}

/** SQL for DuckDB: a table a stream, and the newest version of each row of all message files. */
async function tables() {
  console.log(HEAD)
  const streams = []
  for await (const { catalog } of messages()) streams.push(...(catalog?.streams ?? []))
  for (const stream of streams) console.log(tableOf(stream))
  const counts = streams.map(
    ({ name }) => `SELECT ${text(name)} AS stream, count(*) AS rows FROM ${quoted(name)}`,
  )
  console.log(`\nDROP TABLE record;\n${counts.join('\nUNION ALL ')};`)
}

const HEAD = `-- The rows of all message files into DuckDB, newest version of each: duckdb cleargrid.duckdb < load.sql
-- It may be run again after each sync: what is there already is replaced by key.
SET TimeZone = 'UTC';

CREATE TEMP TABLE record AS
SELECT record.stream AS stream, record.data AS data, record.emitted_at AS emitted_at
FROM read_json('messages-*.jsonl', format = 'newline_delimited', columns = {
  type: 'VARCHAR',
  record: 'STRUCT(stream VARCHAR, emitted_at BIGINT, data JSON)'
})
WHERE type = 'RECORD';`

/** A column that a later sync brings is added to the table that is there. */
function tableOf({ name, json_schema, source_defined_primary_key, default_cursor_field }) {
  const columns = Object.entries(json_schema.properties).map(([column, property]) => [
    column,
    typeOf(property),
  ])
  const key = source_defined_primary_key.map(([column]) => column)
  const added = columns.map(
    ([column, type]) =>
      `ALTER TABLE ${quoted(name)} ADD COLUMN IF NOT EXISTS ${quoted(column)} ${type};`,
  )
  return `
CREATE TABLE IF NOT EXISTS ${quoted(name)} (
${columns.map(([column, type]) => `  ${quoted(column)} ${type},`).join('\n')}
  PRIMARY KEY (${key.map(quoted).join(', ')})
);
${added.join('\n')}
INSERT OR REPLACE INTO ${quoted(name)} BY NAME
SELECT unnest(from_json(data, ${text(JSON.stringify(Object.fromEntries(columns)))}))
FROM record
WHERE stream = ${text(name)}
QUALIFY row_number() OVER (
  PARTITION BY ${key.map(valueOf).join(', ')}
  ORDER BY ${valueOf(default_cursor_field[0])} DESC, emitted_at DESC
) = 1;`
}

const TYPES = { number: 'DOUBLE', integer: 'BIGINT', boolean: 'BOOLEAN', string: 'VARCHAR' }

/** Objects and lists, and whatever may be one, stay JSON; what may be text or a number is text. */
function typeOf({ type, format }) {
  const kinds = [type].flat().filter((each) => each !== 'null')
  if (kinds.some((kind) => TYPES[kind] === undefined)) return 'JSON'
  if (kinds.length > 1) return 'VARCHAR'
  return format === 'date-time' ? 'TIMESTAMPTZ' : TYPES[kinds[0]]
}

const quoted = (name) => `"${name.replaceAll('"', '""')}"`
const text = (value) => `'${value.replaceAll("'", "''")}'`
const valueOf = (column) => `data ->> ${text(column)}`

const [, , name] = process.argv
void { verdict, states, summary, tables }[name]()
