import { runSync } from './sync.mjs'
import { bar, dim, green, liveLines, looks, number, say, seconds, table } from './terminal.mjs'

/**
 * Runs a sync and shows it: while it goes, the streams' rows and their speed; at its end, what has
 * become of the rows in the warehouse.
 */
export async function sync(parts) {
  const live = liveLines()
  const watch = (streams) => live.draw(raceOf(streams), plainly(streams))
  const result = await runSync({ ...parts, watch: Object.assign(watch, { everyMs: live.everyMs }) })
  live.clear()
  table(COLUMNS, result.streams.map(rowOf))
  result.streams.forEach(tellChanges)
  tellKeys(result.streams)
  tellTimes(result)
  return result
}

/** A line a stream: a bar as long as its part of the stream with the most rows. */
function raceOf(streams) {
  const most = Math.max(1, ...streams.map(({ records }) => records))
  const nameWidth = Math.max(...streams.map(({ name }) => name.length))
  return streams.map((stream) => {
    const rows = number(stream.records).padStart(9)
    const speed = `${number(rowsPerSecond(stream))} rows/s`.padStart(15)
    return `  ${stream.name.padEnd(nameWidth)}${rows} rows${speed}  ${bar(stream.records / most)}`
  })
}

function plainly(streams) {
  return `  ... ${streams.map(({ name, records }) => `${name} ${number(records)}`).join(', ')}`
}

function rowsPerSecond({ records, elapsedMs }) {
  return records > 0 ? Math.round((1_000 * records) / elapsedMs) : 0
}

const COLUMNS = {
  stream: looks.text,
  records: looks.number,
  'rows/s': looks.number,
  new: looks.number,
  changed: looks.number,
  seen_before: looks.number,
  table_rows: looks.number,
  distinct_keys: looks.number,
}

function rowOf(stream) {
  const { records, load } = stream
  return {
    stream: stream.name,
    records,
    'rows/s': rowsPerSecond(stream),
    new: load.added,
    changed: load.changed,
    seen_before: records - load.added - load.changed,
    table_rows: load.rows,
    distinct_keys: load.keys,
  }
}

/** Which columns the changed rows differ in, most frequent first. */
function tellChanges({ name, load }) {
  const columns = Object.entries(load.differing).filter(([, rows]) => rows > 0)
  if (columns.length === 0) return
  columns.sort(([, a], [, b]) => b - a)
  const counts = columns.map(([column, rows]) => `${column} of ${number(rows)} rows`)
  say(`  Changed in ${name}: ${counts.join(', ')}.`)
}

function tellKeys(streams) {
  const twice = streams.filter(({ load }) => load.rows !== load.keys).map(({ name }) => name)
  if (twice.length > 0) throw new Error(`A primary key is twice in ${twice.join(', ')}.`)
  say(`  ${green('✓')} Each table holds each primary key once.`)
}

function tellTimes({ records, stateCount, readMs, loadMs, warnings }) {
  say(
    dim(
      `  ${number(records)} records and ${number(stateCount)} states read in ${seconds(readMs)}, ` +
        `loaded into DuckDB in ${seconds(loadMs)}.`,
    ),
  )
  for (const warning of warnings) say(dim(`  Warning: ${warning}`))
}
