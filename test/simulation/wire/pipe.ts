import { Duplex } from 'node:stream'

/** Two ends of a connection in memory. What one end writes, the other reads. */
export interface Pipe {
  readonly client: Duplex
  readonly server: Duplex
}

export function createPipe(): Pipe {
  const ends: { client?: End; server?: End } = {}
  const client = new End(() => ends.server)
  const server = new End(() => ends.client)
  // Nobody listens at the other end of a connection that was refused.
  server.on('error', () => {})
  ends.client = client
  ends.server = server
  return { client, server }
}

/** A connection that is refused, as the kernel does it: at once, and before anything is sent. */
export function refusedConnection(): Duplex {
  const { client } = createPipe()
  process.nextTick(() => client.destroy(socketError('ECONNREFUSED')))
  return client
}

export function socketError(code: string): Error {
  return Object.assign(new Error(code), { code })
}

/** With the members of a socket that Node's http agent calls; they change nothing here. */
class End extends Duplex {
  readonly #peer: () => End | undefined

  constructor(peer: () => End | undefined) {
    super({ allowHalfOpen: false, highWaterMark: 1 << 22 })
    this.#peer = peer
  }

  override _read(): void {
    // Pieces are pushed as they come.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    const peer = this.#peer()
    if (peer?.destroyed === false && !peer.readableEnded) peer.push(chunk)
    done()
  }

  override _final(done: () => void): void {
    const peer = this.#peer()
    if (peer?.destroyed === false) peer.push(null)
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const peer = this.#peer()
    if (peer?.destroyed === false) {
      process.nextTick(() => peer.destroy(error === null ? undefined : socketError('ECONNRESET')))
    }
    done(error)
  }

  setKeepAlive(): this {
    return this
  }

  setNoDelay(): this {
    return this
  }

  setTimeout(): this {
    return this
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }
}
