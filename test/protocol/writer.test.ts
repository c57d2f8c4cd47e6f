import { Writable } from 'node:stream'
import type { Message } from '../../src/protocol/messages'
import { createSecrets } from '../../src/protocol/secrets'
import {
  createWriter,
  OutputFailedError,
  ReaderGoneError,
  type Writer,
} from '../../src/protocol/writer'

function log(message: string): Message {
  return { type: 'LOG', log: { level: 'INFO', message } }
}

/** A reader that takes one write at a time, when told to. */
function slowReader(): { out: Writable; taken: string[]; take: () => void } {
  const taken: string[] = []
  const waiting: (() => void)[] = []
  const out = new Writable({
    highWaterMark: 1,
    write: (chunk, _, done) => {
      taken.push(String(chunk))
      waiting.push(done)
    },
  })
  return { out, taken, take: () => waiting.shift()?.() }
}

function writerTo(out: Writable): Writer {
  return createWriter(out, createSecrets())
}

/** Whether a promise has been settled, after everything that was ready has run. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false
  const settle = (): void => void (settled = true)
  promise.then(settle, settle)
  await new Promise((resolve) => setImmediate(resolve))
  return settled
}

test('lines come out whole, in the order of the calls, also when nobody waits', async () => {
  const { out, taken, take } = slowReader()
  const writer = writerTo(out)

  const written = Promise.all([
    writer.write(log('1')),
    writer.writeLines(Buffer.from('{"2":2}\n{"3":3}\n'), 's', 2),
    writer.write(log('4')),
  ])
  while (!(await isSettled(written))) take()

  expect(taken.join('').split('\n')).toEqual([
    JSON.stringify(log('1')),
    '{"2":2}',
    '{"3":3}',
    JSON.stringify(log('4')),
    '',
  ])
})

test('a slow reader makes the writer wait', async () => {
  const { out, take } = slowReader()
  const writer = writerTo(out)

  const written = writer.write(log('x'))

  expect(await isSettled(written)).toBe(false)
  take()
  expect(await isSettled(written)).toBe(true)
})

test('a quick reader makes nobody wait', async () => {
  const out = new Writable({ highWaterMark: 1_000_000, write: () => {} })

  await expect(writerTo(out).write(log('x'))).resolves.toBeUndefined()
})

test('a reader that has gone ends those who wait and those who come', async () => {
  const { out } = slowReader()
  const writer = writerTo(out)
  const waiting = writer.write(log('x'))

  out.destroy(errorOf('EPIPE'))

  for (const end of [
    waiting,
    writer.write(log('y')),
    writer.writeLines(Buffer.from('{}\n'), 's', 1),
    writer.drained(),
  ]) {
    await expect(end).rejects.toThrow(ReaderGoneError)
    await expect(end).rejects.not.toThrow(OutputFailedError)
  }
})

test.each([
  ['ENOSPC', 'The output cannot be written: ENOSPC, no space is left on the device.'],
  ['EIO', 'The output cannot be written: EIO, the device reports an error.'],
  ['ESTRANGE', 'The output cannot be written: ESTRANGE.'],
])('only EPIPE is a reader that left: %s is a failure, and says so', async (code, sentence) => {
  const { out } = slowReader()
  const writer = writerTo(out)
  const waiting = writer.write(log('x'))

  out.destroy(errorOf(code))

  await expect(waiting).rejects.toThrow(new OutputFailedError(sentence))
  await expect(writer.drained()).rejects.toThrow(OutputFailedError)
})

test('a write that fails at the very end is no success', async () => {
  const out = new Writable({ write: (_chunk, _encoding, done) => done(errorOf('ENOSPC')) })
  const writer = writerTo(out)

  await writer.write(log('the last one')).catch(() => {})

  await expect(writer.drained()).rejects.toThrow(OutputFailedError)
})

test('an observer is told of each message as it leaves, without secrets, and of pages by their size', async () => {
  const { add, hide } = createSecrets()
  add('hunter2')
  const told: unknown[] = []
  const out = new Writable({ write: (_chunk, _encoding, done) => done() })
  const writer = createWriter(
    out,
    { add, hide },
    {
      message: (message) => void told.push(message),
      records: (stream, count) => void told.push([stream, count]),
    },
  )

  await writer.write(log('hunter2'))
  await writer.writeLines(Buffer.from('{}\n{}\n'), 'conversations', 2)

  expect(told).toEqual([log('****'), ['conversations', 2]])
})

function errorOf(code: string): Error {
  return Object.assign(new Error('Something happened'), { code })
}

test('drained means that all that was written has left', async () => {
  const { out, taken, take } = slowReader()
  const writer = writerTo(out)
  void writer.write(log('1'))
  void writer.write(log('2'))

  const drained = writer.drained()

  expect(await isSettled(drained)).toBe(false)
  take()
  expect(await isSettled(drained)).toBe(false)
  while (!(await isSettled(drained))) take()
  expect(taken.join('')).toBe(`${JSON.stringify(log('1'))}\n${JSON.stringify(log('2'))}\n`)
})

test('where nothing was written, nothing is waited for', async () => {
  await expect(writerTo(slowReader().out).drained()).resolves.toBeUndefined()
})

test('a secret is hidden on its way out, in what an operator reads', async () => {
  const { out, taken, take } = slowReader()
  const secrets = createSecrets()
  const writer = createWriter(out, secrets)

  secrets.add('hunter2')
  const written = writer.write(log('the password is hunter2'))
  take()
  await written

  expect(taken).toEqual([`${JSON.stringify(log('the password is ****'))}\n`])
})
