import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ExchangeFailure } from '../../../src/cleargrid/http/failure'
import { createTransport, type HttpTransport } from '../../../src/cleargrid/http/transport'

let server: Server
let transport: HttpTransport | undefined
let requests = 0

afterEach(async () => {
  transport?.close()
  await new Promise((resolve) => server.close(resolve))
})

test('a header that no request can carry is a failure of that request, and of nothing else', async () => {
  server = createServer((_, response) => {
    requests += 1
    response.end('ok')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { send } = (transport = createTransport(url))
  const request = { method: 'GET', url, headers: {}, deadlineMs: 10_000 } as const

  const refused = send({ ...request, headers: { authorization: 'Bearer 漢' } })

  await expect(refused).rejects.toThrow(ExchangeFailure)
  // A request that was left behind would end the process in one of the next turns.
  await expect(send(request)).resolves.toMatchObject({ status: 200 })
  expect(requests).toBe(1)
})
