import { open } from 'node:fs/promises'
import { join } from 'node:path'

/** Lines gathered before they go to disk together. */
const LINES_MAX = 2_000

/**
 * One sync, seen from the destination: RECORD lines are staged as they come, loaded when the
 * connector has ended well, and only then are its states handed out. Whoever loses power in between
 * keeps the old states, and reads the same rows again.
 * @param watch called several times a second with the streams' progress.
 */
export async function runSync({ connector, warehouse, folder, config, catalog, state, watch }) {
  const streams = new Map(catalog.streams.map(({ stream }) => [stream.name, progressOf(stream)]))
  const staging = await openStaging(folder, [...streams.keys()])
  const ticker = setInterval(() => watch([...streams.values()]), watch.everyMs)
  const startedMs = performance.now()
  let heard
  try {
    heard = await listen(connector.read({ config, catalog, state }), streams, staging)
  } finally {
    clearInterval(ticker)
    await staging.close()
  }
  const readMs = performance.now() - startedMs
  for (const configured of catalog.streams) {
    const { name } = configured.stream
    streams.get(name).load = await warehouse.upsert(configured, staging.pathOf(name))
  }
  return {
    ...heard,
    states: latest([...(state ?? []), ...heard.states]),
    stateCount: heard.states.length,
    streams: [...streams.values()],
    records: sum([...streams.values()].map(({ records }) => records)),
    readMs,
    loadMs: performance.now() - startedMs - readMs,
  }
}

/** Counts and stages the records, keeps the states and the warnings, and notes how far it is. */
async function listen(messages, streams, staging) {
  const states = []
  const warnings = []
  for await (const { message, line } of messages) {
    if (message.type === 'RECORD') {
      streams.get(message.record.stream).records += 1
      await staging.add(message.record.stream, line)
    } else if (message.type === 'STATE') {
      const { type, stream } = message.state
      states.push({ type, stream })
    } else if (message.log?.level === 'WARN') {
      warnings.push(message.log.message)
    } else if (message.trace !== undefined) {
      note(message.trace, streams)
    }
  }
  return { states, warnings }
}

/** How many rows a stream expects to send, and that it is done. Airbyte's own bars use the same. */
function note({ estimate, stream_status: status }, streams) {
  if (estimate !== undefined) streams.get(estimate.name).estimate = estimate.row_estimate
  if (status?.status === 'COMPLETE') streams.get(status.stream_descriptor.name).isDone = true
}

/** The last state of each stream. */
function latest(states) {
  const byStream = new Map(states.map((body) => [body.stream.stream_descriptor.name, body]))
  return [...byStream.values()]
}

const sum = (numbers) => numbers.reduce((total, each) => total + each, 0)

/** How many records a stream has sent, and how many it expects to send in all. */
function progressOf({ name }) {
  return { name, records: 0, estimate: undefined, isDone: false }
}

/** One file of RECORD lines for each stream, written in handfuls. */
async function openStaging(folder, names) {
  const files = new Map()
  for (const name of names) {
    const path = join(folder, `${name}.jsonl`)
    files.set(name, { path, lines: [], handle: await open(path, 'w') })
  }
  const flush = async (file) => {
    const lines = file.lines.splice(0)
    if (lines.length > 0) await file.handle.write(`${lines.join('\n')}\n`)
  }

  return {
    pathOf: (name) => files.get(name).path,
    /** The promise is what slows the connector down to the speed of the disk. */
    add: (name, line) => {
      const file = files.get(name)
      return file.lines.push(line) < LINES_MAX ? undefined : flush(file)
    },
    close: async () => {
      for (const file of files.values()) {
        await flush(file)
        await file.handle.close()
      }
    },
  }
}
