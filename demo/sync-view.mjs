import { runSync } from './sync.mjs'
import { bar, dim, green, liveLines, looks, number, say, sayWrapped } from './terminal.mjs'
import { seconds, table } from './terminal.mjs'

/**
 * Runs a sync and shows it: while it goes, how far each stream is; at its end, what has become of
 * the rows in the warehouse.
 */
export async function sync(parts) {
  const live = liveLines()
  const watch = (streams) => live.draw(streams.map(progressLine), plainly(streams))
  const result = await runSync({ ...parts, watch: Object.assign(watch, { everyMs: live.everyMs }) })
  live.clear()
  table(COLUMNS, result.streams.map(rowOf))
  result.streams.forEach(tellChanges)
  tellKeys(result.streams)
  tellTimes(result)
  return result
}

/** The longest name is cut: it still differs from all others. */
const NAME_WIDTH = 29
const nameOf = (name) => (name.length < NAME_WIDTH ? name : `${name.slice(0, NAME_WIDTH - 2)}…`)

/** The rows that came, and their part of those that the connector expects. */
function progressLine(stream) {
  const rows = `${number(stream.records).padStart(9)} rows`
  const share = shareOf(stream)
  const progress = share === undefined ? '' : `${bar(share).padEnd(20)} ${percentOf(share)}`
  return `  ${nameOf(stream.name).padEnd(NAME_WIDTH)}${rows}  ${progress}`.trimEnd()
}

/** A stream whose length is not known yet has no share. */
function shareOf({ records, estimate, isDone }) {
  if (isDone) return 1
  return estimate > 0 ? Math.min(records / estimate, 1) : undefined
}

const percentOf = (share) => `${Math.floor(100 * share)}%`.padStart(4)

function plainly(streams) {
  const told = streams.map((stream) => {
    const share = shareOf(stream)
    const rows = `${stream.name} ${number(stream.records)}`
    return share === undefined ? rows : `${rows} (${percentOf(share).trim()})`
  })
  return `... ${told.join(', ')}`
}

const COLUMNS = {
  stream: looks.text,
  records: looks.number,
  new: looks.number,
  changed: looks.number,
  unchanged: looks.number,
  in_table: looks.number,
}

function rowOf({ name, records, load }) {
  return {
    stream: nameOf(name),
    records,
    new: load.added,
    changed: load.changed,
    unchanged: records - load.added - load.changed,
    in_table: load.rows,
  }
}

/** Which columns the changed rows differ in, most frequent first. */
function tellChanges({ name, load }) {
  const columns = Object.entries(load.differing).filter(([, rows]) => rows > 0)
  if (columns.length === 0) return
  columns.sort(([, a], [, b]) => b - a)
  const counts = columns.map(([column, rows]) => `${column} (${number(rows)})`)
  sayWrapped(`Changed in ${name}: ${counts.join(', ')}.`)
}

function tellKeys(streams) {
  const twice = streams.filter(({ load }) => load.rows !== load.keys).map(({ name }) => name)
  if (twice.length > 0) throw new Error(`A primary key is twice in ${twice.join(', ')}.`)
  say(`  ${green('✓')} Each table holds each primary key once.`)
}

function tellTimes({ records, stateCount, readMs, loadMs, warnings }) {
  const speed = number(Math.round((1_000 * records) / readMs))
  sayWrapped(
    `${seconds(readMs)} to read ${number(records)} records (${speed} a second) and ` +
      `${number(stateCount)} states, ${seconds(loadMs)} to load them.`,
    { paint: dim },
  )
  for (const warning of warnings) sayWrapped(`Warning: ${warning}`)
}
