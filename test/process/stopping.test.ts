import { spawn, spawnSync } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { CREDENTIALS, makeFolder, MAIN, run, start, type Child } from '../support/connector'

const folder = makeFolder()
const children: Child[] = []
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')))
afterAll(() => folder.remove())

const NOW = { CLEARGRID_SANDBOX_NOW: '2026-05-01T00:00:00Z' }
const config = folder.file('config.json', {
  ...CREDENTIALS,
  environment: 'sandbox',
  start_date: '2025-01-01',
})
const READ = ['read', '--config', config]

/** Only root may make process 1 of a namespace; there is no other honest way to try it out. */
const canBeProcessOne =
  spawnSync('unshare', ['--pid', '--fork', '--mount-proc', 'true']).status === 0

/** Starts a read as process 1 of a namespace of its own, and gives its id outside. */
async function startAsProcessOne(): Promise<{ child: Child; pid: number }> {
  const unshare = ['--pid', '--fork', '--mount-proc', '--kill-child', process.execPath, MAIN]
  const child = spawn('unshare', [...unshare, ...READ], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...NOW },
  })
  await once(child.stdout, 'readable')
  const own = String(child.pid)
  const [pid] = readFileSync(`/proc/${own}/task/${own}/children`, 'utf8').split(' ')
  return { child, pid: Number(pid) }
}

/** How a child ended, and how long that took; its stdout is never read any further. */
async function end(
  child: Child,
  toldAt: number,
): Promise<{ code: number | null; signal: string | null; tookMs: number }> {
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
  return { code, signal, tookMs: Date.now() - toldAt }
}

describe('a reader that stands still keeps nobody from stopping the process', () => {
  test.each([
    ['SIGTERM', 1],
    ['SIGTERM', 2],
    ['SIGINT', 2],
  ] as const)('%s, %i times', async (name, times) => {
    const child = start(READ, NOW)
    children.push(child)
    await once(child.stdout, 'readable')
    await delay(500)

    const toldAt = Date.now()
    const ended = end(child, toldAt)
    for (let time = 0; time < times; time += 1) child.kill(name)
    const { code, signal, tookMs } = await ended

    expect([code, signal]).toEqual([null, name])
    expect(tookMs).toBeLessThan(5_000)
  })

  const asProcessOne = canBeProcessOne ? test : test.skip
  asProcessOne.each([
    ['SIGTERM', 143, 1],
    ['SIGTERM', 143, 2],
    ['SIGINT', 130, 2],
  ] as const)('as process 1 of a container: %s', async (name, expected, times) => {
    const { child, pid } = await startAsProcessOne()
    children.push(child)
    await delay(500)

    const toldAt = Date.now()
    const ended = end(child, toldAt)
    for (let time = 0; time < times; time += 1) process.kill(pid, name)
    const { code, tookMs } = await ended

    expect(code).toBe(expected)
    expect(tookMs).toBeLessThan(5_000)
  })
})

test.each([[['spec']], [READ]])(
  'a full disk is no reader that left: %j > /dev/full',
  async (args) => {
    const full = openSync('/dev/full', 'w')
    const child = spawn(process.execPath, [MAIN, ...args], {
      stdio: ['ignore', full, 'pipe'],
      env: { ...process.env, ...NOW },
    })
    closeSync(full)
    let stderr = ''
    child.stderr.on('data', (chunk) => (stderr += String(chunk)))
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null]

    expect([code, signal]).toEqual([1, null])
    expect(stderr).toBe(
      'source-cleargrid: The output cannot be written: ENOSPC, no space is left on the device.\n',
    )
  },
)

test('a library that holds the process keeps it for seconds, and cuts nothing off', async () => {
  const hold = folder.file('hold.cjs', `setInterval(() => {}, 1_000)`)

  const began = Date.now()
  const { code, signal, stdout } = await run(['spec'], { NODE_OPTIONS: `--require ${hold}` })

  expect([code, signal]).toEqual([0, null])
  expect(JSON.parse(stdout)).toMatchObject({ type: 'SPEC' })
  expect(Date.now() - began).toBeGreaterThan(2_900)
})

test('an exit code of failure is kept, whoever holds the process', async () => {
  const hold = folder.file('hold.cjs', `setInterval(() => {}, 1_000)`)

  const { code } = await run(['discover', '--config', '/nowhere.json'], {
    NODE_OPTIONS: `--require ${hold}`,
  })

  expect(code).toBe(1)
})
