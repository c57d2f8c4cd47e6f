import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { CREDENTIALS, makeFolder, MAIN, run, start, type Child } from '../support/connector'

/** The last resort comes after four and a half seconds; the rest is a machine that is busy. */
const ENDED_MS = 20_000

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

/** Starts a read as process 1 of a namespace of its own, and gives its id outside. */
async function startAsProcessOne(): Promise<{ child: Child; pid: number }> {
  const unshare = [
    '--user',
    '--map-root-user',
    '--pid',
    '--fork',
    '--mount-proc',
    '--kill-child',
    process.execPath,
    MAIN,
  ]
  const child = spawn('unshare', [...unshare, ...READ], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...NOW },
  })
  children.push(child)
  // The child of unshare is there soon, and says nothing of it.
  for (let tries = 0; tries < 100 && childrenOf(child).length === 0; tries += 1) await delay(50)
  return { child, pid: Number(childrenOf(child)[0]) }
}

function childrenOf(child: Child): string[] {
  const own = String(child.pid)
  const listed = readFileSync(`/proc/${own}/task/${own}/children`, 'utf8')
  return listed.split(' ').filter((pid) => pid !== '')
}

/** How a child ended, and how long that took; its stdout is never read any further. */
async function end(
  child: Child,
  toldAt: number,
): Promise<{ code: number | null; signal: string | null; tookMs: number }> {
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
  return { code, signal, tookMs: Date.now() - toldAt }
}

/** Tells a process to stop, so many times, when nobody has read from it for a while. */
async function stopped(
  { child, pid }: { readonly child: Child; readonly pid: number },
  name: NodeJS.Signals,
  times: number,
): Promise<Awaited<ReturnType<typeof end>>> {
  children.push(child)
  await once(child.stdout, 'readable')
  await delay(500)
  const ended = end(child, Date.now())
  for (let time = 0; time < times; time += 1) process.kill(pid, name)
  return await ended
}

const WAYS = [
  ['SIGTERM', 1, 143],
  ['SIGTERM', 2, 143],
  ['SIGINT', 2, 130],
] as const

test('a reader that stands still keeps nobody from stopping the process, by one signal or two', async () => {
  const ends = await Promise.all(
    WAYS.map(async ([name, times]) => {
      const child = start(READ, NOW)
      return await stopped({ child, pid: child.pid ?? 0 }, name, times)
    }),
  )

  expect(ends.map(({ code, signal }) => code ?? signal)).toEqual(WAYS.map(([name]) => name))
  expect(Math.max(...ends.map(({ tookMs }) => tookMs))).toBeLessThan(ENDED_MS)
})

test('nor as process 1 of a container, where no signal to oneself has an effect', async () => {
  const ends = await Promise.all(
    WAYS.map(async ([name, times]) => await stopped(await startAsProcessOne(), name, times)),
  )

  expect(ends.map(({ code }) => code)).toEqual(WAYS.map(([, , code]) => code))
  expect(Math.max(...ends.map(({ tookMs }) => tookMs))).toBeLessThan(ENDED_MS)
})

test.each([[['spec']], [['--help']], [['--version']], [READ]])(
  'a full disk is no reader that left: %j > /dev/full',
  async (args) => {
    const full = openSync('/dev/full', 'w')
    const child = spawn(process.execPath, [MAIN, ...args], {
      stdio: ['ignore', full, 'pipe'],
      env: { ...process.env, ...NOW },
    })
    closeSync(full)
    let stderr = ''
    child.stderr?.on('data', (chunk) => (stderr += String(chunk)))
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null]

    expect([code, signal]).toEqual([1, null])
    expect(stderr).toBe(
      'source-cleargrid: The output cannot be written: ENOSPC, no space is left on the device.\n',
    )
  },
)

test.each([[['spec']], [['--help']], [['--version']]])(
  'nobody who reads %j is no failure to tell',
  async (args) => {
    const child = start(args)
    child.stdout.destroy()
    let stderr = ''
    child.stderr.on('data', (chunk) => (stderr += String(chunk)))
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null]

    expect(stderr).toBe('')
    expect([0, 'SIGTERM']).toContain(code ?? signal)
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
