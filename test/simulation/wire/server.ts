import type { Duplex } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { socketError } from './pipe'

/** A request as it came over a connection. */
export interface WireRequest {
  readonly method: string
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What is to happen on the connection. */
export type WireReply =
  | WireAnswer
  /** The connection breaks before a byte of an answer. */
  | { readonly kind: 'reset' }
  /** Nothing ever comes. */
  | { readonly kind: 'mute' }

export interface WireAnswer {
  readonly kind: 'answer'
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly isPacked?: boolean
  readonly isChunked?: boolean
  /** Bytes of each piece that is written on its own. */
  readonly pieceBytes?: number
  /** The connection breaks after this share of the body. */
  readonly tornAt?: number
  /** The connection is closed behind the answer, without a word in its headers. */
  readonly thenCloses?: boolean
}

/** Speaks the part of HTTP/1.1 that a ClearGrid speaks: keep-alive, lengths and chunks, gzip. */
export function serve(socket: Duplex, handle: (request: WireRequest) => Promise<WireReply>): void {
  let received = ''
  let isBusy = false
  socket.on('data', (piece: Buffer) => {
    received += piece.toString('latin1')
    void next()
  })

  async function next(): Promise<void> {
    if (isBusy) return
    const parsed = parseRequest(received)
    if (parsed === undefined) return
    received = parsed.rest
    isBusy = true
    const reply = await handle(parsed.request)
    isBusy = false
    if (socket.destroyed) return
    send(socket, reply)
    await next()
  }
}

function parseRequest(text: string): { request: WireRequest; rest: string } | undefined {
  const end = text.indexOf('\r\n\r\n')
  if (end === -1) return undefined
  const [first = '', ...lines] = text.slice(0, end).split('\r\n')
  const headers: Record<string, string> = {}
  for (const line of lines) {
    const colon = line.indexOf(':')
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim()
  }
  const length = Number(headers['content-length'] ?? 0)
  const begin = end + 4
  if (text.length < begin + length) return undefined
  const [method = '', target = ''] = first.split(' ')
  const body = Buffer.from(text.slice(begin, begin + length), 'latin1').toString('utf8')
  return { request: { method, target, headers, body }, rest: text.slice(begin + length) }
}

function send(socket: Duplex, reply: WireReply): void {
  if (reply.kind === 'mute') return
  if (reply.kind === 'reset') {
    socket.destroy(socketError('ECONNRESET'))
    return
  }
  const plain = Buffer.from(reply.body)
  const body = reply.isPacked === true ? gzipSync(plain, { level: 1 }) : plain
  const isChunked = reply.isChunked === true
  const head = [
    `HTTP/1.1 ${reply.status} Whatever`,
    ...Object.entries(reply.headers).map(([name, value]) => `${name}: ${value}`),
    ...(reply.isPacked === true ? ['content-encoding: gzip'] : []),
    isChunked ? 'transfer-encoding: chunked' : `content-length: ${body.length}`,
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  const whole = reply.tornAt === undefined
  const sent = whole ? body : body.subarray(0, Math.floor(body.length * (reply.tornAt ?? 1)))
  const step = Math.max(1, reply.pieceBytes ?? sent.length)
  for (let begin = 0; begin < sent.length; begin += step) {
    const piece = sent.subarray(begin, begin + step)
    if (isChunked) socket.write(`${piece.length.toString(16)}\r\n`)
    socket.write(piece)
    if (isChunked) socket.write('\r\n')
  }
  if (!whole) {
    // What has been sent arrives first.
    setImmediate(() => socket.destroy(socketError('ECONNRESET')))
    return
  }
  if (isChunked) socket.write('0\r\n\r\n')
  if (reply.thenCloses === true) socket.end()
}
