import type { Message } from '../../../src/protocol/messages'
import { createOutput, type StreamOutput } from '../../../src/sync/output/stream-output'
import { stateWith } from '../../support/states'
import { listening } from '../../support/walks'

const LIMITS = { records: 3, intervalMs: 15_000 }

/** A stream that speaks into a list, at a time that the test sets. */
function speaking(): { output: StreamOutput; said: Message[]; clock: { nowMs: number } } {
  const { writer, said } = listening()
  const clock = { nowMs: 0 }
  return { output: createOutput('logs', writer, { now: () => clock.nowMs }, LIMITS), said, clock }
}

function summary(message: Message): string {
  if (message.type === 'STATE') return `STATE of ${message.state.sourceStats.recordCount}`
  if (message.type !== 'TRACE') return message.type
  return message.trace.type === 'STREAM_STATUS'
    ? message.trace.stream_status.status
    : message.trace.type
}

const RECORD = '{"type":"RECORD"}\n'
const TWO = Buffer.from(RECORD + RECORD)
const AT_1 = stateWith({ read: [{ since: 0, until: 1 }], newest: 1 })
const AT_2 = stateWith({ read: [{ since: 0, until: 2 }], newest: 2 })

test('a stream’s life on stdout', async () => {
  const { output, said } = speaking()

  await output.started()
  await output.records(TWO, 2)
  await output.checkpoint(AT_1)
  await output.records(Buffer.from(RECORD), 1)
  await output.checkpoint(AT_2)
  await output.completed()

  expect(said.map(summary)).toEqual([
    ...['STARTED', 'RUNNING', 'RECORD', 'RECORD', 'STATE of 2', 'RECORD', 'STATE of 1', 'COMPLETE'],
  ])
})

test('an empty stream runs as well, before it is complete', async () => {
  const { output, said } = speaking()

  await output.started()
  await output.records(Buffer.alloc(0), 0)
  await output.completed()

  expect(said.map(summary)).toEqual(['STARTED', 'RUNNING', 'COMPLETE'])
})

test('rows are on their way when the call returns: a state may cover them', () => {
  const { output, said } = speaking()

  void output.records(TWO, 2)

  expect(said.map(summary)).toEqual(['RUNNING', 'RECORD', 'RECORD'])
})

test('a state that says nothing new is not said', async () => {
  const { output, said } = speaking()

  await output.checkpoint(AT_1)
  await output.checkpoint({ ...AT_1 })
  await output.checkpoint(AT_2)

  expect(said.map(summary)).toEqual(['STATE of 0', 'STATE of 0'])
})

test.each([
  ['too few rows and too little time', 2, 14_999, 0],
  ['enough rows', 4, 0, 1],
  ['enough time', 0, 15_000, 1],
])('a state may be due: %s', async (_, rows, nowMs, states) => {
  const { output, said, clock } = speaking()
  for (let count = 0; count < rows; count += 2) await output.records(TWO, 2)
  clock.nowMs = nowMs

  await output.maybeCheckpoint(AT_1)

  expect(said.filter(({ type }) => type === 'STATE')).toHaveLength(states)
})

test('a state that nothing was done with goes back as it came', async () => {
  const { output, said } = speaking()
  const raw = { communicated_at: '2099-01-01' }

  await output.unchanged(raw)

  expect(said).toMatchObject([{ type: 'STATE', state: { stream: { stream_state: raw } } }])
})

test('a STATE is due with the very record that makes enough of them', async () => {
  const { output, said } = speaking()
  await output.records(Buffer.from(RECORD.repeat(LIMITS.records)), LIMITS.records)

  await output.maybeCheckpoint(AT_1)

  expect(said.map(summary)).toContain('STATE of 3')
})

test('by time one STATE comes, and the next one after as long again', async () => {
  const { output, said, clock } = speaking()
  clock.nowMs = LIMITS.intervalMs
  await output.maybeCheckpoint(AT_1)

  clock.nowMs += 1
  await output.maybeCheckpoint(AT_2)
  expect(said.map(summary)).toEqual(['STATE of 0'])

  clock.nowMs += LIMITS.intervalMs
  await output.maybeCheckpoint(AT_2)
  expect(said.map(summary)).toEqual(['STATE of 0', 'STATE of 0'])
})

test('the memory of a page of which nothing is written is given back as well', async () => {
  const { output, said } = speaking()
  let given = 0

  await output.records(Buffer.alloc(0), 0, () => (given += 1))

  expect([given, said]).toEqual([1, []])
})
