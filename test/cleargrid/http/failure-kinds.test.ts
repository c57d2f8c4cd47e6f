import {
  ExchangeFailure,
  failureFromAnswer,
  type FailureKind,
} from '../../../src/cleargrid/http/failure'
import { FAILURE_RULES } from '../../../src/cleargrid/retry/failure-rules'
import { createTransport } from '../../../src/cleargrid/http/transport'
import { sleep, type Runtime } from '../../../src/runtime'
import { FAILURE_CASES, through, type Place } from '../../support/failure-cases'
import { createSockets } from '../../support/sockets'

const sockets = createSockets()
const ends: (() => void)[] = []
const met = new Set<FailureKind>()

afterEach(() => {
  for (const end of ends.splice(0)) end()
})
afterAll(async () => await sockets.closeAll())

/** Nobody waits for long: what takes seconds takes a moment. */
const hurried: Runtime['sleep'] = async (delayMs, signal) =>
  await sleep(delayMs > 1_000 ? 150 : delayMs, signal)

/** How an exchange with a place fails; and that nothing stays open behind it. */
async function failureAt({ url, proxy, deadlineMs = 900 }: Place): Promise<ExchangeFailure> {
  const environment = proxy === undefined ? {} : { HTTPS_PROXY: proxy }
  const transport = createTransport(url, { sleep: hurried, environment })
  ends.push(transport.close)
  try {
    const answer = await transport.send({ method: 'GET', url, headers: {}, deadlineMs })
    return failureFromAnswer(answer)
  } catch (thrown) {
    if (thrown instanceof ExchangeFailure) return thrown
    throw thrown
  }
}

test.each(FAILURE_CASES)('%s: %s', async (_, kind, place) => {
  const failure = await failureAt(await place(sockets))

  met.add(failure.kind)
  expect(failure.kind).toBe(kind)
  expect(`${failure.message} ${failure.stack ?? ''}`).not.toContain('se%cret')
})

test('what the proxy is told about us is its password, as it is written', async () => {
  const told: unknown[] = []
  const port = await sockets.proxy((socket, target, authorization) => {
    told.push([target, authorization])
    socket.destroy()
  })

  await failureAt(through(port))

  const basic = Buffer.from('user:se%cret').toString('base64')
  expect(told).toEqual([['cleargrid.test:443', `Basic ${basic}`]])
})

test('closing the transport closes the connections that never came about', async () => {
  const closed: Promise<unknown>[] = []
  const port = await sockets.proxy((socket) => {
    closed.push(new Promise((resolve) => socket.resume().once('end', resolve)))
  })
  const environment = { HTTPS_PROXY: `127.0.0.1:${port}` }
  const transport = createTransport('https://cleargrid.test', { environment })
  const request = { method: 'GET', url: 'https://cleargrid.test/', headers: {} } as const

  const waiting = transport.send({ ...request, deadlineMs: 60_000 }).catch(() => {})
  while (closed.length === 0) await sleep(5)
  transport.close()

  await Promise.all([...closed, waiting])
})

test('a proxy that cannot be used is told when something is asked', async () => {
  const environment = { HTTPS_PROXY: 'socks5://user:secret@127.0.0.1:1' }
  const transport = createTransport('https://cleargrid.test', { environment })
  const request = { method: 'GET', url: 'https://cleargrid.test/', headers: {} } as const

  await expect(transport.send({ ...request, deadlineMs: 1_000 })).rejects.toMatchObject({
    kind: 'proxy-of-another-kind',
  })
})

test('the table leaves no kind out that an exchange can have', () => {
  // Those need a certificate that is trusted: test/process/certificates.test.ts meets them.
  const elsewhere = ['certificate-expired', 'certificate-of-another-host'] as const

  expect([...met, ...elsewhere].sort()).toEqual(Object.keys(FAILURE_RULES).sort())
})
