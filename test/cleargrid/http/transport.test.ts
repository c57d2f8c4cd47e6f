import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { ExchangeFailure } from '../../../src/cleargrid/http/failure'
import type { HttpRequest } from '../../../src/cleargrid/http/exchange'
import { createTransport, type HttpTransport } from '../../../src/cleargrid/http/transport'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

let server: Server
let transport: HttpTransport
let url: string
let ports: Set<number | undefined>

async function serve(handler: Handler): Promise<void> {
  ports = new Set()
  server = createServer((request, response) => {
    ports.add(request.socket.remotePort)
    handler(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  transport = createTransport(url)
}

afterEach(async () => {
  transport.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

async function send(more: Partial<HttpRequest> = {}): Promise<string> {
  const request: HttpRequest = { method: 'GET', url, headers: {}, deadlineMs: 10_000 }
  const { status, body, release } = await transport.send({ ...request, ...more })
  const answer = `${status} ${body.toString()}`
  release?.()
  return answer
}

/** What becomes of an exchange that gives no answer. */
async function failure(more: Partial<HttpRequest> = {}): Promise<ExchangeFailure> {
  const thrown: unknown = await send(more).catch((error: unknown) => error)
  if (thrown instanceof ExchangeFailure) return thrown
  throw new Error(`This was no failure of the exchange: ${String(thrown)}`)
}

test.each([200, 204, 301, 404, 500])('a status of %d is an answer', async (status) => {
  await serve((_, response) => response.writeHead(status, { location: '/x' }).end())

  expect(await send()).toBe(`${status} `)
})

test('a body is whole however it comes: with its length, in pieces, or packed', async () => {
  const large = 'é😀'.repeat(100_000)
  await serve(({ url: path }, response) => {
    if (path === '/packed') {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(large))
    } else if (path === '/pieces') {
      const bytes = Buffer.from(large)
      for (let at = 0; at < bytes.length; at += 9_999)
        response.write(bytes.subarray(at, at + 9_999))
      response.end()
    } else {
      response.end(large)
    }
  })

  for (const path of ['/', '/pieces', '/packed']) {
    expect(await send({ url: `${url}${path}` })).toBe(`200 ${large}`)
  }
})

test('bodies that come at the same time do not mix, though their memory is used again', async () => {
  await serve(({ url: path = '' }, response) => response.end(path.repeat(30_000)))

  // And connections are used again.
  for (let round = 0; round < 5; round += 1) {
    const paths = Array.from({ length: 6 }, (_, index) => `/${round}-${index}`)
    const answers = await Promise.all(paths.map((path) => send({ url: `${url}${path}` })))

    expect(answers).toEqual(paths.map((path) => `200 ${path.repeat(30_000)}`))
  }
  expect(ports.size).toBeLessThanOrEqual(6)
})

test('what is sent arrives, with its method and headers', async () => {
  await serve((request, response) => {
    void text(request).then((body) =>
      response.end(`${request.method ?? ''} ${String(request.headers['x-a'])} ${body}`),
    )
  })

  const answer = await send({ method: 'POST', headers: { 'x-a': '1' }, body: '{"a":"é"}' })

  expect(answer).toBe('200 POST 1 {"a":"é"}')
})

test('nothing is packed on loopback, where packing only costs', async () => {
  await serve((request, response) => response.end(request.headers['accept-encoding']))

  expect(await send()).toBe('200 identity')
})

test('an answer that breaks off is a failure, never a shorter answer', async () => {
  await serve((_, response) => {
    response.writeHead(200, { 'content-length': 1000 })
    response.write('half', () => response.socket?.destroy())
  })

  expect((await failure()).kind).toBe('broken')
})

test('so is a packed one that breaks off', async () => {
  await serve((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' })
    response.end(gzipSync('x'.repeat(1000)).subarray(0, -9))
  })

  expect((await failure()).kind).toBe('broken')
})

test('the deadline holds for the last byte too', async () => {
  await serve((_, response) => void response.write('a beginning'))

  const { kind, message } = await failure({ deadlineMs: 50 })

  expect([kind, message]).toEqual(['deadline', 'no answer within 0.05 s'])
})

test('a signal ends an exchange with its own reason, before and during it', async () => {
  await serve(() => {})
  const stop = new AbortController()
  const reason = new Error('enough')
  const waiting = send({ signal: stop.signal })

  stop.abort(reason)

  await expect(waiting).rejects.toBe(reason)
  await expect(send({ signal: stop.signal })).rejects.toBe(reason)
})

test.each([401, 403, 404, 429, 503, 504])(
  'the status %d decides, whatever becomes of its body',
  async (status) => {
    await serve(({ url: path }, response) => {
      const packed = { 'content-encoding': 'gzip', 'retry-after': '7' }
      if (path === '/empty') response.writeHead(status, packed).end()
      else if (path === '/rubbish') response.writeHead(status, packed).end('rubbish')
      else if (path === '/mute') response.writeHead(status, { 'content-length': 9 }).write('x')
      else {
        response.writeHead(status, { ...packed, 'content-length': 1000 })
        response.write('x', () => response.socket?.destroy())
      }
    })

    for (const path of ['/empty', '/rubbish', '/torn', '/mute']) {
      expect(await send({ url: `${url}${path}` })).toBe(`${status} `)
    }
  },
)

test('a signal or a deadline ends the connection, not only the wait', async () => {
  const closed: Promise<unknown>[] = []
  await serve((request) => {
    closed.push(new Promise((resolve) => request.socket.once('close', resolve)))
  })
  const stop = new AbortController()

  const aborted = send({ signal: stop.signal })
  await failure({ deadlineMs: 50 })
  stop.abort(new Error('enough'))
  await expect(aborted).rejects.toThrow('enough')

  expect(closed).toHaveLength(2)
  await Promise.all(closed)
})

test('a body is whole though its buffer grows many times', async () => {
  const piece = 'x'.repeat(70_000)
  await serve((_, response) => {
    for (let index = 0; index < 300; index += 1) response.write(piece)
    response.end('end')
  })

  expect(await send()).toBe(`200 ${piece.repeat(300)}end`)
})

test('nobody there is a failure that says so', async () => {
  await serve(() => {})
  const closed = createServer()
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve))
  const { port } = closed.address() as AddressInfo
  await new Promise((resolve) => closed.close(resolve))

  const { kind, message } = await failure({ url: `http://127.0.0.1:${port}` })

  expect([kind, message]).toEqual(['unreachable', 'the connection failed (ECONNREFUSED)'])
})
