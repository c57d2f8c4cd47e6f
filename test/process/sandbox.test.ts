import { once } from 'node:events'
import { createServer } from 'node:net'
import { STREAMS } from '../../src/streams'
import { CREDENTIALS, ended, makeFolder, run, start, type Child } from '../support/connector'

const folder = makeFolder()
const children: Child[] = []
afterEach(() => children.forEach((child) => child.kill('SIGKILL')))
afterAll(() => folder.remove())

/** Starts the sandbox on a free port, and gives its address when it listens. */
async function startedSandbox(...more: readonly string[]): Promise<{ child: Child; url: string }> {
  const child = start(['sandbox', '--port', '0', ...more])
  children.push(child)
  const [line] = (await once(child.stderr, 'data')) as [Buffer]
  return { child, url: /http:\/\/[^ ]+\d/.exec(String(line))?.[0] ?? '' }
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  'the sandbox serves on loopback until %s, which is how its work is done: exit code 0',
  async (name) => {
    const { child, url } = await startedSandbox()
    const end = ended(child)
    const config = folder.file('config.json', { ...CREDENTIALS, base_url: url })

    const { stdout } = await run(['check', '--config', config])
    child.kill(name)

    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(stdout).toContain('"status":"SUCCEEDED"')
    expect(await end).toMatchObject({ code: 0, signal: null, stdout: '' })
  },
)

test('the sandbox ends though a client keeps its connection open', async () => {
  const { child, url } = await startedSandbox()
  const end = ended(child)
  await (await fetch(`${url}/nowhere`)).text()

  child.kill('SIGTERM')

  expect((await end).code).toBe(0)
})

test('its clock begins where it is told', async () => {
  const { child, url } = await startedSandbox('--now', '2025-02-03T04:05:06Z')

  const answer = await fetch(`${url}/nowhere`)
  child.kill('SIGTERM')
  await once(child, 'close')

  expect(answer.headers.get('date')).toMatch(/^Mon, 03 Feb 2025 04:05:/)
})

test('a container may be reached from outside, when it is told so', async () => {
  const { child, url } = await startedSandbox('--host', '0.0.0.0')
  child.kill('SIGTERM')
  await once(child, 'close')

  expect(url).toMatch(/^http:\/\/0\.0\.0\.0:\d+$/)
})

test('a port that is taken is one sentence', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }

  const { code, stdout, stderr } = await run(['sandbox', '--port', String(port)])
  server.close()

  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toContain(`error: The sandbox cannot listen on port ${port}: `)
  expect(stderr).toContain('EADDRINUSE')
})

test('a clock that begins at no instant is refused', async () => {
  const { code, stderr } = await run(['sandbox', '--port', '0', '--now', 'noon'])

  expect(code).toBe(1)
  expect(stderr).toBe('error: --now must be a date-time.\n')
})

test('a built-in sandbox on another day is no reason to doubt the clock of this machine', async () => {
  const start_date = '2025-05-30'
  const config = folder.file('another-day.json', {
    ...CREDENTIALS,
    ...{ environment: 'sandbox', start_date },
  })

  const { code, stdout } = await run(['read', '--config', config], {
    CLEARGRID_SANDBOX_NOW: '2025-06-01T00:00:00Z',
  })

  expect(code).toBe(0)
  expect(stdout).not.toContain('its clock says')
  expect(stdout).toContain(`Reading ${STREAMS.length} streams up to 2025-06-01T00:00:`)
})
