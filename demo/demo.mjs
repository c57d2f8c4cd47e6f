import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConnectorFailure, createConnector } from './connector.mjs'
import { makePage } from './page.mjs'
import { questions } from './questions.mjs'
import { sync } from './sync-view.mjs'
import { bold, dim, green, heading, number, red, say } from './terminal.mjs'
import { NO_BREAK, sayWrapped, seconds, table } from './terminal.mjs'
import { createWarehouse } from './warehouse.mjs'

const DATABASE = 'cleargrid-demo.duckdb'
const PAGE = 'cleargrid-demo.html'
const DAY_MS = 86_400_000

/** The sandbox needs no account: any email will do, and this password. */
const SETTINGS = {
  environment: 'sandbox',
  lender: 'demo',
  email: 'demo@lender.example',
  password: 'sandbox',
  // `npm run demo -- 2026-10-01` reads less, and is over sooner.
  start_date: process.argv[2] ?? '2024-11-01',
}

/** The whole story: meet the connector, sync, ask, sync again the next day. */
async function demo(folder, signal) {
  const yesterday = new Date(Date.now() - DAY_MS).toISOString()
  const connector = createConnector(folder, signal, yesterday)
  say(bold('source-cleargrid: a made-up ClearGrid into DuckDB, the way Airbyte does it'))

  heading('1  What the connector says of itself')
  const catalog = await meet(connector)

  const warehouse = await createWarehouse(DATABASE)
  let syncedAt
  try {
    for (const configured of catalog.streams) await warehouse.createTable(configured)
    await tellTypes(warehouse)
    const parts = { warehouse, folder, catalog, config: SETTINGS }

    heading(`2  First sync, as of yesterday: from ${SETTINGS.start_date} on`)
    const first = await sync({ ...parts, connector })

    heading('3  What the exports are for')
    for (const question of questions) await ask(warehouse, question)

    heading('4  Second sync, a day later, with the saved states')
    const today = createConnector(folder, signal)
    syncedAt = new Date().toISOString()
    const second = await sync({ ...parts, connector: today, state: first.states })
    tellSaving(first, second)
  } finally {
    warehouse.close()
  }

  heading('5  On one page')
  const page = { database: DATABASE, out: PAGE, title: 'Demo lender, with made-up data' }
  tellPage(await makePage({ ...page, config: SETTINGS, folder, signal, sandboxNow: syncedAt }))

  heading('6  Yours now')
  tellWhatNext()
}

/** Where what a command says begins. */
const COLUMN = ' '.repeat(12)

/** `spec`, `check` and `discover`, as when somebody sets up a connection in Airbyte. */
async function meet(connector) {
  const { connectionSpecification: form } = await connector.spec()
  say(
    `  spec      ${Object.keys(form.properties).length} settings, of which ${list(form.required)} are required`,
  )
  const status = await connector.check(SETTINGS)
  say(`  check     ${green(status)} as ${SETTINGS.email} of ${SETTINGS.lender}`)
  const { streams } = await connector.discover(SETTINGS)
  sayWrapped(`discover  ${list(streams.map(({ name }) => name))}`, { hanging: COLUMN })
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
    WHERE NOT internal AND NOT starts_with(column_name, '_') GROUP BY type ORDER BY columns DESC, type`)
  const columns = types.map(
    ({ type, columns }) => `${columns}${NO_BREAK}${type.replace(' WITH TIME ZONE', 'TZ')}`,
  )
  sayWrapped(`tables    typed by the streams' schemas: ${list(columns)}`, { hanging: COLUMN })
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
  say(dim('  Unchanged: the overlap, which catches rows that arrive late.'))
}

function tellPage(file) {
  say(`  ${green('✓')} ${bold(file)}`)
  sayWrapped(
    'Open it in a browser: the funnel, the best time to call, promises, channels, delivery, ' +
      'and each day’s rows against ClearGrid’s counts. It is one file, and needs no network.',
  )
}

function tellWhatNext() {
  say(`  All of it is in ${bold(DATABASE)}, rewritten by each run. For example:`)
  say(dim(`    duckdb ${DATABASE} \\`))
  say(dim(`      'FROM manual_communication_logs WHERE is_ptp_broken'`))
  say('  For your own data: environment production, your lender, email and password;')
  say('  the page from your own DuckDB file or PostgreSQL: npm run page -- --help')
  say('  Start it from Airbyte, or with the docker run lines of README.md.')
}

const list = (words) => words.join(', ')

/** What a shell makes of a program that a signal has ended. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 }

/** Ctrl-C, or nobody reading on, ends the connector first, and then the demo, which clears up. */
async function main() {
  const stop = new AbortController()
  process.stdout.on('error', () => stop.abort())
  let exitCode = 1
  for (const [signal, code] of Object.entries(EXIT_CODES)) {
    process.on(signal, () => {
      exitCode = code
      stop.abort()
    })
  }
  const folder = await mkdtemp(join(tmpdir(), 'cleargrid-demo-'))
  try {
    await demo(folder, stop.signal)
  } catch (error) {
    process.exitCode = exitCode
    say()
    // Ctrl-C goes to the connector too: whatever it says then, the reason is that we were told to.
    say(red(stop.signal.aborted ? 'Stopped.' : explain(error)))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The connector's own words; for a defect of the demo, the place as well. */
function explain(error) {
  if (error instanceof ConnectorFailure) return `The connector failed. ${error.message}`
  return `The demo failed. ${error.stack}`
}

await main()
