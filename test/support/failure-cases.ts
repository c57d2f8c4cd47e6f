import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { generate } from 'selfsigned'
import type { FailureKind } from '../../src/cleargrid/http/failure'
import { TLS_ALERT, type Sockets } from './sockets'

/** Where to ask, and how. */
export interface Place {
  readonly url: string
  readonly proxy?: string
  readonly deadlineMs?: number
}

const plain = (port: number): Place => ({ url: `http://127.0.0.1:${port}/` })
const secure = (port: number): Place => ({ url: `https://127.0.0.1:${port}/` })
/** Through the proxy at a port of this machine. */
export const through = (port: number): Place => ({
  url: 'https://cleargrid.test/',
  proxy: `user:se%cret@127.0.0.1:${port}`,
})
const status = (code: number, body = '', headers = {}) => {
  return async ({ http }: Sockets): Promise<Place> =>
    plain(await http((_, response) => response.writeHead(code, headers).end(body)))
}
const JSON_BODY = '{"success":false,"message":"no"}'

/** What is wrong, what kind of failure that is, and a place where it is so. */
export type FailureCase = readonly [
  what: string,
  kind: FailureKind,
  place: (s: Sockets) => Promise<Place>,
]

/** Every way in which an exchange can fail, over real sockets. */
export const FAILURE_CASES: readonly FailureCase[] = [
  ['nobody listens', 'unreachable', async (s) => plain(await s.closedPort())],
  ['nobody listens to TLS', 'unreachable', async (s) => secure(await s.closedPort())],
  [
    'an alert in mid-handshake',
    'unreachable',
    async (s) => secure(await s.tcp((socket) => socket.once('data', () => socket.end(TLS_ALERT)))),
  ],
  [
    'a reset in mid-handshake',
    'unreachable',
    async (s) =>
      secure(await s.tcp((socket) => socket.once('data', () => socket.resetAndDestroy()))),
  ],
  ['a handshake that is never answered', 'unreachable', async (s) => secure(await s.tcp(() => {}))],
  [
    'a line that is cut before the answer',
    'broken',
    async (s) => plain(await s.http(({ socket }) => socket.resetAndDestroy())),
  ],
  [
    'a line that ends before the answer',
    'broken',
    async (s) => plain(await s.tcp((socket) => socket.once('data', () => socket.end()))),
  ],
  [
    'something that does not speak HTTP',
    'broken',
    async (s) =>
      plain(await s.tcp((socket) => socket.once('data', () => socket.end('SSH-2.0\r\n\r\n')))),
  ],
  [
    'a body that breaks off',
    'broken',
    async (s) =>
      plain(
        await s.http((_, response) => {
          response.writeHead(200, { 'content-length': 1000 })
          response.write('{', () => response.socket?.destroy())
        }),
      ),
  ],
  [
    'a packed body that breaks off',
    'broken',
    status(200, gzipSync(JSON_BODY).subarray(0, -9).toString('latin1'), {
      'content-encoding': 'gzip',
    }),
  ],
  ['no packed body at all', 'broken', status(200, '', { 'content-encoding': 'gzip' })],
  [
    'an answer that never comes',
    'deadline',
    async (s) => ({ ...plain(await s.http(() => {})), deadlineMs: 300 }),
  ],
  ['more bytes than may be held', 'too-large', status(200, '', { 'content-length': '99999999' })],
  ['a certificate that nobody vouches for', 'certificate-untrusted', selfSigned],
  ['401', 'unauthorized', status(401)],
  ['400', 'rejected', status(400, JSON_BODY)],
  ['403', 'rejected', status(403, JSON_BODY)],
  ['404 without a body', 'rejected', status(404)],
  ['403 with HTML', 'in-between', status(403, '<html>')],
  ['499 with text', 'in-between', status(499, 'no')],
  ['406 with a JSON text', 'in-between', status(406, '"no"')],
  ['407', 'proxy-refused', status(407)],
  ['408', 'server', status(408)],
  ['425', 'server', status(425, '<html>')],
  ['429', 'overloaded', status(429)],
  ['500', 'server', status(500, JSON_BODY)],
  ['502', 'server', status(502, '<html>')],
  ['503', 'overloaded', status(503)],
  ['504', 'gateway-timeout', status(504)],
  ['302', 'redirected', status(302, '', { location: 'https://login.example/' })],
  ['304', 'redirected', status(304)],
  ['204', 'malformed', status(204)],
  [
    'a proxy that is no address',
    'proxy-no-address',
    async (s) => ({ ...through(await s.closedPort()), proxy: '<se%cret>' }),
  ],
  [
    'a proxy of another kind',
    'proxy-of-another-kind',
    async (s) => ({ ...through(await s.closedPort()), proxy: 'socks5://se%cret' }),
  ],
  ['a proxy where nobody listens', 'proxy-failed', async (s) => through(await s.closedPort())],
  ['a proxy that says nothing', 'proxy-failed', async (s) => through(await s.proxy(() => {}))],
  [
    'a proxy that drops the line',
    'proxy-failed',
    async (s) => through(await s.proxy((socket) => socket.destroy())),
  ],
  [
    'a proxy that does not speak HTTP',
    'proxy-failed',
    async (s) => through(await s.tcp((socket) => socket.end('SSH-2.0\r\n\r\n'))),
  ],
  ...[500, 502, 503, 504, 408, 429].map((code): FailureCase => [
    `a proxy that answers ${code}`,
    'proxy-failed',
    async (s) => await answering(s, code),
  ]),
  ...[302, 400, 403, 404, 407].map((code): FailureCase => [
    `a proxy that answers ${code}`,
    'proxy-refused',
    async (s) => await answering(s, code),
  ]),
  [
    'a proxy whose tunnel leads nowhere',
    'proxy-failed',
    async (s) => through(await s.proxy((socket) => socket.write('HTTP/1.1 200 OK\r\n\r\n'))),
  ],
  [
    'a tunnel that is dropped in mid-handshake',
    'unreachable',
    async (s) => through(await s.proxy((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'))),
  ],
  [
    'the certificate behind a proxy',
    'certificate-untrusted',
    async (s) => {
      const { url } = await selfSigned(s)
      return through(
        await s.proxy((socket) => {
          socket.write('HTTP/1.1 200 OK\r\n\r\n')
          const upstream = connect(Number(new URL(url).port), '127.0.0.1')
          upstream.on('error', () => socket.destroy())
          socket.pipe(upstream).pipe(socket)
        }),
      )
    },
  ],
  [
    'the certificate of a proxy',
    'certificate-untrusted',
    async (s) => ({
      url: 'https://cleargrid.test/',
      proxy: (await selfSigned(s)).url,
    }),
  ],
]

async function selfSigned(s: Sockets): Promise<Place> {
  return secure(await s.https(await generate([{ name: 'commonName', value: 'localhost' }])))
}

async function answering(s: Sockets, code: number): Promise<Place> {
  return through(await s.proxy((socket) => socket.end(`HTTP/1.1 ${code} No\r\n\r\n<html>`)))
}
