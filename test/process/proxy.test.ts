import { once } from 'node:events'
import { createServer, request, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { generate } from 'selfsigned'
import { startClearGrid, type ClearGrid } from '../support/clear-grid'
import { CREDENTIALS, makeFolder, run } from '../support/connector'

/** A host that only the proxy can reach, under a certificate that only NODE_EXTRA_CA_CERTS knows. */
const HOST = 'cleargrid.test'
const folder = makeFolder()
let clearGrid: ClearGrid
let origin: Server
let proxy: Server
let certificate: string
let tunnels: string[]
const sockets = new Set<Socket>()

beforeAll(async () => {
  clearGrid = await startClearGrid()
  const pair = await generate([{ name: 'commonName', value: HOST }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: HOST }] }],
  })
  certificate = folder.file('ca.pem', pair.cert)
  origin = createTlsServer({ key: pair.private, cert: pair.cert }, (incoming, outgoing) => {
    const { method, headers, url } = incoming
    const options = { method, headers } as const
    incoming.pipe(
      request(`${clearGrid.url}${url ?? ''}`, options, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
        answer.pipe(outgoing)
      }),
    )
  })
  proxy = createServer().on('connect', (incoming, socket: Socket) => {
    tunnels.push(incoming.url ?? '')
    if (incoming.headers['proxy-authorization'] !== `Basic ${btoa('user:secret')}`) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
      return
    }
    const upstream = connect(portOf(origin), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      socket.pipe(upstream).pipe(socket)
    })
    for (const end of [socket, upstream]) sockets.add(end.on('error', () => end.destroy()))
  })
  await Promise.all([origin, proxy].map(async (server) => await listen(server)))
})
beforeEach(() => (tunnels = []))
afterAll(async () => {
  for (const socket of sockets) socket.destroy()
  origin.close()
  proxy.close()
  await clearGrid.close()
  folder.remove()
})

async function listen(server: Server): Promise<void> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}

async function check(env: Record<string, string>): Promise<string> {
  const config = folder.file('config.json', { ...CREDENTIALS, base_url: `https://${HOST}` })
  const { stdout, stderr } = await run(['check', '--config', config], env)
  expect(stderr).not.toContain('Error')
  return stdout
}

const through = (user: string): string => `http://${user}@127.0.0.1:${portOf(proxy)}`

test('https goes through a tunnel of the proxy, under an extra certificate authority', async () => {
  const answer = await check({
    HTTPS_PROXY: through('user:secret'),
    NODE_EXTRA_CA_CERTS: certificate,
  })

  expect(answer).toContain('SUCCEEDED')
  expect(new Set(tunnels)).toEqual(new Set([`${HOST}:443`]))
})

test('a certificate that nobody vouches for is refused, and the setting is named', async () => {
  const answer = await check({ HTTPS_PROXY: through('user:secret') })

  expect(answer).toContain('FAILED')
  expect(answer).toContain('NODE_EXTRA_CA_CERTS')
})

test('a proxy that wants other credentials is named, and they are not', async () => {
  const answer = await check({ HTTPS_PROXY: through('user:mistaken') })

  expect(answer).toContain('FAILED')
  expect(answer).toContain('HTTPS_PROXY')
  expect(answer).not.toContain('mistaken')
})

test('a host in NO_PROXY is not asked of the proxy', async () => {
  const answer = await check({ HTTPS_PROXY: through('user:secret'), NO_PROXY: HOST })

  expect(answer).toContain('FAILED')
  expect(tunnels).toEqual([])
})

test('loopback is never proxied', async () => {
  const config = folder.file('loopback.json', { ...CREDENTIALS, base_url: clearGrid.url })

  const { stdout } = await run(['check', '--config', config], {
    HTTP_PROXY: through('user:secret'),
    HTTPS_PROXY: through('user:secret'),
    NO_PROXY: '',
  })

  expect(stdout).toContain('SUCCEEDED')
  expect(tunnels).toEqual([])
})
