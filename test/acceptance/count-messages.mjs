// Counts the messages of a read, stream by stream, and fails when it is not whole: each stream has
// records, as many as its STATEs account for, and ends COMPLETE.
import { readFileSync } from 'node:fs'

const messages = readFileSync(process.argv[2], 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))
const streams = new Map()
const of = (name) => {
  if (!streams.has(name)) streams.set(name, { records: 0, accounted: 0, status: 'none' })
  return streams.get(name)
}
for (const { type, record, state, trace } of messages) {
  if (type === 'RECORD') of(record.stream).records += 1
  if (type === 'STATE')
    of(state.stream.stream_descriptor.name).accounted += state.sourceStats.recordCount
  if (trace?.type === 'STREAM_STATUS')
    of(trace.stream_status.stream_descriptor.name).status = trace.stream_status.status
}
for (const [name, { records, accounted, status }] of streams) {
  console.log(`${name}: ${records} records, ${accounted} accounted for, ${status}`)
  if (records === 0 || records !== accounted || status !== 'COMPLETE') process.exitCode = 1
}
const catalog = JSON.parse(readFileSync(new URL('catalog.json', import.meta.url), 'utf8'))
if (streams.size !== catalog.streams.length) process.exitCode = 1
