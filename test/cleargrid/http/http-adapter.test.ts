import { Duplex } from 'node:stream'
import { createTransport } from '../../../src/cleargrid/http/transport'
import type { ExchangeFailure } from '../../../src/cleargrid/http/failure'
import type { Runtime } from '../../../src/runtime'
import { createSockets } from '../../support/sockets'

const sockets = createSockets()
afterAll(async () => await sockets.closeAll())

/** A connection that is under way for ever: a black hole. */
class BlackHole extends Duplex {
  readonly connecting = true
  override _read(): void {}
  override _write(): void {}
}

/** Waits that end when the test says so, by their length. */
function waits(): {
  sleep: Runtime['sleep']
  readonly lengths: number[]
  end(delayMs: number): void
} {
  const ends = new Map<number, () => void>()
  const lengths: number[] = []
  return {
    lengths,
    sleep: async (delayMs, signal) => {
      lengths.push(delayMs)
      await new Promise<void>((resolve, reject) => {
        ends.set(delayMs, resolve)
        signal?.addEventListener('abort', () => reject(signal.reason as Error))
      })
    },
    end: (delayMs) => ends.get(delayMs)?.(),
  }
}

const REQUEST = {
  method: 'GET',
  url: 'http://127.0.0.1:1/',
  headers: {},
  deadlineMs: 60_000,
} as const

async function soon(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 20))
}

describe('a connection that never comes about', () => {
  test.each([
    ['after a time of its own, which is not about size', 15_000, 'no connection within 15 s'],
    ['when the deadline comes first', 60_000, 'no connection within 60 s'],
  ])('is given up %s', async (_, delayMs, message) => {
    const { sleep, end } = waits()
    const createConnection = (): Duplex => new BlackHole()
    const transport = createTransport('http://127.0.0.1:1', { sleep, createConnection })

    const asked = transport.send(REQUEST).catch((thrown: unknown) => thrown as ExchangeFailure)
    await soon()
    end(delayMs)

    expect(await asked).toMatchObject({ kind: 'unreachable', message })
    transport.close()
  })
})

test('a signal ends the exchange at once, not only when its answer is there', async () => {
  const closed: Promise<unknown>[] = []
  const port = await sockets.tcp((socket) => {
    closed.push(new Promise((resolve) => socket.resume().once('close', resolve)))
  })
  const url = `http://127.0.0.1:${port}`
  const transport = createTransport(url)
  const stop = new AbortController()
  const asked = transport.send({ ...REQUEST, url, signal: stop.signal })
  asked.catch(() => {})
  await soon()

  stop.abort(new Error('enough'))

  await expect(asked).rejects.toThrow('enough')
  await Promise.all(closed)
  transport.close()
})

test('after close no connection is kept', async () => {
  const closed: Promise<unknown>[] = []
  const port = await sockets.tcp((socket) => {
    closed.push(new Promise((resolve) => socket.resume().once('close', resolve)))
    socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'))
  })
  const url = `http://127.0.0.1:${port}`
  const transport = createTransport(url)
  await transport.send({ ...REQUEST, url })

  transport.close()

  await Promise.all(closed)
  expect(closed).toHaveLength(1)
})

test('over a network answers are asked for packed', async () => {
  let headers = ''
  const [mine, theirs] = pair((text) => (headers += text))
  const createConnection = (): Duplex => mine
  const transport = createTransport('http://cleargrid.test', {
    createConnection,
    environment: {},
  })

  const asked = transport.send({ ...REQUEST, url: 'http://cleargrid.test/' })
  await soon()
  theirs('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}')

  expect((await asked).body.toString()).toBe('{}')
  expect(headers.toLowerCase()).toContain('accept-encoding: gzip\r\n')
  transport.close()
})

/** A connection whose other end is the test. */
function pair(onText: (text: string) => void): readonly [Duplex, (text: string) => void] {
  const socket = new Duplex({
    read: () => {},
    write: (chunk, _encoding, done) => {
      onText(String(chunk))
      done()
    },
  })
  // What an agent asks of a socket that it keeps.
  const kept = { setKeepAlive: () => {}, setTimeout: () => {}, ref: () => {}, unref: () => {} }
  return [Object.assign(socket, kept), (text) => void socket.push(text)]
}

test('a body is nobody else’s before it is given back', async () => {
  const port = await sockets.http(({ url }, response) => response.end((url ?? '').repeat(9_000)))
  const url = `http://127.0.0.1:${port}`
  const transport = createTransport(url)
  const ask = async (path: string): ReturnType<typeof transport.send> =>
    await transport.send({ ...REQUEST, url: `${url}${path}` })

  const first = await ask('/a')
  await ask('/b')

  expect(first.body.toString()).toBe('/a'.repeat(9_000))
  transport.close()
})
