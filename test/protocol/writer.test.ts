import { Writable } from 'node:stream'
import type { Message } from '../../src/protocol/messages'
import { createSecrets } from '../../src/protocol/secrets'
import { createWriter, ReaderGoneError, type Writer } from '../../src/protocol/writer'

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
    writer.writeLines(Buffer.from('{"2":2}\n{"3":3}\n')),
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

  out.destroy(new Error('EPIPE'))

  await expect(waiting).rejects.toThrow(ReaderGoneError)
  await expect(writer.write(log('y'))).rejects.toThrow(ReaderGoneError)
  await expect(writer.writeLines(Buffer.from('{}\n'))).rejects.toThrow(ReaderGoneError)
  await expect(writer.drained()).resolves.toBeUndefined()
})

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
