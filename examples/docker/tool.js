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

const [, , name] = process.argv
void { verdict, states, summary }[name]()
