import { createServer, type Socket } from 'node:net'
import { ExchangeFailure } from '../../src/cleargrid/http/failure'
import { createTransport } from '../../src/cleargrid/http/transport'
import { fixedData } from '../../src/sandbox/data'
import { startClearGrid } from '../support/clear-grid'
import { clientOf, PAGE } from '../support/api-double'
import { createSockets } from '../support/sockets'
import { START, sync } from '../support/sync'

const sockets = createSockets()
afterAll(async () => await sockets.closeAll())

const BODY = '{"text":"ريال é 😀 end"}'

/** One answer, whole. */
function answerWith(body: string | Buffer, more = ''): Buffer {
  const bytes = Buffer.from(body)
  const head = `HTTP/1.1 200 OK\r\ncontent-length: ${bytes.length}\r\n${more}\r\n`
  return Buffer.concat([Buffer.from(head), bytes])
}

async function get(port: number, deadlineMs = 20_000): Promise<string> {
  const url = `http://127.0.0.1:${port}`
  const transport = createTransport(url)
  try {
    const { body } = await transport.send({ method: 'GET', url, headers: {}, deadlineMs })
    return body.toString()
  } finally {
    transport.close()
  }
}

async function failureAt(port: number, deadlineMs?: number): Promise<string> {
  const thrown: unknown = await get(port, deadlineMs).catch((error: unknown) => error)
  if (thrown instanceof ExchangeFailure) return thrown.kind
  throw new Error(`This was no failure: ${String(thrown)}`)
}

test('a name that nobody knows is a connection that never came about', async () => {
  const url = 'http://no-such-host.invalid/'
  const transport = createTransport(url)

  const asked = transport.send({ method: 'GET', url, headers: {}, deadlineMs: 10_000 })

  await expect(asked).rejects.toMatchObject({ kind: 'unreachable' })
  transport.close()
})

test('an answer that comes byte by byte, letters cut in two, is the same answer', async () => {
  const port = await sockets.tcp((socket) => {
    socket.setNoDelay(true)
    socket.once('data', () => {
      const bytes = answerWith(BODY)
      let at = 0
      const send = (): void => {
        if (at < bytes.length) socket.write(bytes.subarray(at, (at += 1)), () => setImmediate(send))
      }
      send()
    })
  })

  expect(await get(port)).toBe(BODY)
})

test('an endless trickle ends at the deadline', async () => {
  const port = await sockets.tcp((socket) => {
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n')
      const clock = setInterval(() => socket.write('x'), 10)
      socket.once('close', () => clearInterval(clock))
    })
  })

  expect(await failureAt(port, 200)).toBe('deadline')
})

test('a server that connects and never answers ends at the deadline', async () => {
  const port = await sockets.tcp(() => {})

  expect(await failureAt(port, 150)).toBe('deadline')
})

test('a connection that the server has closed while it was idle is a broken one, or never used', async () => {
  const seen: Socket[] = []
  const server = createServer((socket) => {
    seen.push(socket.on('error', () => {}))
    socket.on('data', () => socket.write(answerWith(BODY)))
  })
  const port = await sockets.listen(server)
  const url = `http://127.0.0.1:${port}`
  const transport = createTransport(url)
  const send = async (): Promise<string> => {
    const request = { method: 'GET', url, headers: {}, deadlineMs: 5_000 } as const
    return (await transport.send(request)).body.toString()
  }
  expect(await send()).toBe(BODY)

  seen[0]?.resetAndDestroy()
  const again = await send().catch((thrown: unknown) => (thrown as ExchangeFailure).kind)

  expect(['broken', BODY]).toContain(again)
  expect(await send()).toBe(BODY)
  transport.close()
})

test('thirty seconds for each answer are slow, and no failure', async () => {
  const double = clientOf(() => PAGE, { tookMs: 30_000 })

  await double.fetch()

  expect(double.asked).toHaveLength(1)
  expect(double.clock.logged).toEqual([])
})

test('where rows come so slowly that a page outlives its deadline, smaller pages are asked for', async () => {
  const rows = Array.from({ length: 40 }, (_, index) => ({
    public_id: `row-${index}`,
    communicated_at: new Date(START + index * 60_000).toISOString(),
  }))
  const clearGrid = await startClearGrid({
    data: fixedData({ D23: rows }),
    intercept: ({ query }) =>
      query['limit'] === undefined ? undefined : { delayMs: Number(query['limit']) * 6 },
  })

  const settings = { sizeMax: { windowMs: 3_600_000 * 24, pageSize: 40 } }
  const { ids, isComplete } = await sync(clearGrid, { settings, pageDeadlineMs: 150 })

  expect(isComplete).toBe(true)
  expect(ids()).toEqual(rows.map(({ public_id }) => public_id))
  await clearGrid.close()
})

test.each([
  ['gzip is said and nothing is packed', answerWith(BODY, 'content-encoding: gzip\r\n')],
  ['headers of a hundred kilobytes', answerWith(BODY, `x-large: ${'x'.repeat(100_000)}\r\n`)],
])('an answer that makes no sense is a broken connection, tried again: %s', async (_, bytes) => {
  const port = await sockets.tcp((socket) => socket.once('data', () => socket.write(bytes)))

  expect(await failureAt(port)).toBe('broken')
})

test('headers that come again and again are no failure', async () => {
  const repeated = 'x-again: 1\r\nset-cookie: a=1\r\n'.repeat(50)
  const port = await sockets.tcp((socket) =>
    socket.once('data', () => socket.write(answerWith(BODY, repeated))),
  )

  expect(await get(port)).toBe(BODY)
})
