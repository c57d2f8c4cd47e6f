import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConnectorFailure, createConnector } from './connector.mjs'
import { questions } from './questions.mjs'
import { sync } from './sync-view.mjs'
import { bold, dim, green, heading, number, red, say, seconds, table } from './terminal.mjs'
import { createWarehouse } from './warehouse.mjs'

const DATABASE = 'cleargrid-demo.duckdb'
const DAY_MS = 86_400_000

/** The sandbox needs no account: any email will do, and this password. */
const SETTINGS = {
  environment: 'sandbox',
  lender: 'demo',
  email: 'demo@lender.example',
  password: 'sandbox',
  start_date: '2024-11-01T00:00:00Z',
}

/** The whole story: meet the connector, sync, ask, sync again the next day. */
async function demo(folder, signal) {
  const yesterday = new Date(Date.now() - DAY_MS).toISOString()
  const connector = createConnector(folder, signal, yesterday)
  say(bold('source-cleargrid: from a made-up ClearGrid into DuckDB, the way Airbyte does it'))

  heading('1  What the connector says of itself')
  const catalog = await meet(connector)

  const warehouse = await createWarehouse(DATABASE)
  try {
    for (const configured of catalog.streams) await warehouse.createTable(configured)
    await tellTypes(warehouse)
    const parts = { warehouse, folder, catalog, config: SETTINGS }

    heading(`2  First sync, as of yesterday: from ${SETTINGS.start_date.slice(0, 10)} on`)
    const first = await sync({ ...parts, connector })

    heading('3  What the exports are for')
    for (const question of questions) await ask(warehouse, question)

    heading('4  Second sync, a day later, with the saved states')
    const today = createConnector(folder, signal)
    const second = await sync({ ...parts, connector: today, state: first.states })
    tellSaving(first, second)
  } finally {
    warehouse.close()
  }

  heading('5  Yours now')
  tellWhatNext()
}

/** `spec`, `check` and `discover`, as when somebody sets up a connection in Airbyte. */
async function meet(connector) {
  const { connectionSpecification: form } = await connector.spec()
  say(`  spec      ${Object.keys(form.properties).length} settings, needs ${list(form.required)}`)
  const status = await connector.check(SETTINGS)
  say(`  check     ${green(status)} as ${SETTINGS.email} of ${SETTINGS.lender}`)
  const { streams } = await connector.discover(SETTINGS)
  say(`  discover  ${list(streams.map(({ name }) => name))}`)
  return { streams: streams.map(incrementalWithDedup) }
}

/** What a person picks in Airbyte's list of streams: Incremental | Append + Deduped. */
function incrementalWithDedup(stream) {
  return {
    stream,
    sync_mode: 'incremental',
    destination_sync_mode: 'append_dedup',
    cursor_field: stream.default_cursor_field,
    primary_key: stream.source_defined_primary_key,
  }
}

/** What DuckDB says of the tables that the streams' schemas have made. */
async function tellTypes(warehouse) {
  const types = await warehouse.query(`
    SELECT data_type AS type, count(*) AS columns FROM duckdb_columns()
    WHERE NOT internal GROUP BY type ORDER BY columns DESC, type`)
  const columns = types.map(
    ({ type, columns }) => `${columns} ${type.replace(' WITH TIME ZONE', 'TZ')}`,
  )
  say(`  tables    columns typed by the streams' schemas: ${list(columns)}`)
}

async function ask(warehouse, { title, columns, sql }) {
  say()
  say(`  ${title}`)
  table(columns, await warehouse.query(sql))
}

/** How little there is to read when the states say where to go on. */
function tellSaving(first, second) {
  say(
    `  Read ${number(second.records)} records instead of ${number(first.records)}, ` +
      `in ${seconds(second.readMs)} instead of ${seconds(first.readMs)}.`,
  )
  say(
    dim('  Seen before: the overlap that meets rows arriving late. The upsert makes it harmless.'),
  )
}

function tellWhatNext() {
  say(`  All of it is in ${bold(DATABASE)}, rewritten by each run of this demo. For example:`)
  say(dim(`    duckdb ${DATABASE} 'FROM manual_communication_logs WHERE is_ptp_broken'`))
  say(`  For your own data, say environment production and your lender, email and password,`)
  say(`  and start it from Airbyte or with the docker run lines of README.md.`)
}

const list = (words) => words.join(', ')

/** Ctrl-C, or nobody reading on, ends the connector first, and then the demo, which clears up. */
async function main() {
  const stop = new AbortController()
  process.stdout.on('error', () => stop.abort())
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort())
  const folder = await mkdtemp(join(tmpdir(), 'cleargrid-demo-'))
  try {
    await demo(folder, stop.signal)
  } catch (error) {
    process.exitCode = 1
    say()
    say(red(explain(error)))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The connector's own words; for a defect of the demo, the place as well. */
function explain(error) {
  if (error.name === 'AbortError') return 'Stopped.'
  if (error instanceof ConnectorFailure) return `The connector failed. ${error.message}`
  return `The demo failed. ${error.stack}`
}

await main()
