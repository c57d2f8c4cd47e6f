import { once } from 'node:events'
import { createServer as createHttp, type RequestListener } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { createServer as createTcp, type AddressInfo, type Server, type Socket } from 'node:net'

/** Servers on loopback that are gone, with all their connections, when the test is over. */
export interface Sockets {
  /** Starts a server; returns its port. */
  listen(server: Server): Promise<number>
  http(listener: RequestListener): Promise<number>
  https(pair: { readonly private: string; readonly cert: string }): Promise<number>
  /** Each connection is handed over as it is. */
  tcp(onConnection: (socket: Socket) => void): Promise<number>
  /** A proxy, and what it does with each CONNECT. */
  proxy(
    onConnect: (socket: Socket, target: string, authorization?: string) => void,
  ): Promise<number>
  /** A port at which nobody listens. */
  closedPort(): Promise<number>
  closeAll(): Promise<void>
}

export function createSockets(): Sockets {
  const servers = new Set<Server>()
  const sockets = new Set<Socket>()

  async function listen(server: Server): Promise<number> {
    servers.add(server)
    server.on('connection', (socket: Socket) => {
      sockets.add(socket.on('error', () => socket.destroy()))
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }

  async function close(server: Server): Promise<void> {
    servers.delete(server)
    await new Promise((resolve) => server.close(resolve))
  }

  return {
    listen,
    http: async (listener) => await listen(createHttp(listener)),
    https: async ({ private: key, cert }) =>
      await listen(createHttps({ key, cert }, (_, response) => response.end('{}'))),
    tcp: async (onConnection) => await listen(createTcp(onConnection)),
    proxy: async (onConnect) =>
      await listen(
        createHttp().on('connect', ({ url = '', headers }, socket: Socket) =>
          onConnect(socket, url, headers['proxy-authorization']),
        ),
      ),
    closedPort: async () => {
      const server = createTcp()
      const port = await listen(server)
      await close(server)
      return port
    },
    closeAll: async () => {
      for (const socket of sockets) socket.destroy()
      await Promise.all([...servers].map(close))
    },
  }
}

/** A fatal alert of TLS: `internal_error`. */
export const TLS_ALERT = Buffer.from([0x15, 0x03, 0x03, 0, 2, 2, 80])
