import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { startClearGrid, type ClearGrid } from '../support/clear-grid'
import {
  catalogOf,
  CREDENTIALS,
  ended,
  makeFolder,
  messagesIn,
  run,
  start,
} from '../support/connector'

const folder = makeFolder()
let clearGrid: ClearGrid | undefined
afterEach(async () => await clearGrid?.close())
afterAll(() => folder.remove())

const ROWS = 300_000
const PAGE = 1_000

/** A ClearGrid whose D21 has 300,000 rows, one a second, made page by page. */
async function startLarge(delayMs = 0): Promise<ClearGrid> {
  const now = Date.UTC(2026, 5, 1)
  const begin = now - ROWS * 1_000
  const indexOf = (text = ''): number => Math.max(0, Math.ceil((Date.parse(text) - begin) / 1_000))
  return await startClearGrid({
    now: () => now,
    intercept: async ({ dataset }) => {
      if (dataset !== undefined && delayMs > 0) await delay(delayMs)
      return undefined
    },
    pages: ({ query }) => {
      const first = Number(query['cursor'] ?? indexOf(query['since']))
      const end = Math.min(ROWS, indexOf(query['until']))
      const next = Math.min(first + PAGE, end)
      const rows = Array.from({ length: Math.max(0, next - first) }, (_, index) => ({
        public_id: `row-${first + index}`,
        communicated_at: new Date(begin + (first + index) * 1_000).toISOString(),
        subject: 'متابعة "السداد" \u2028 }{',
      }))
      return { rows, pagination: { nextCursor: next < end ? String(next) : null } }
    },
  })
}

function readOf({ url }: ClearGrid): string[] {
  const config = folder.file('config.json', {
    ...CREDENTIALS,
    base_url: url,
    start_date: '2026-05-20',
    page_size: PAGE,
  })
  const catalog = folder.file('catalog.json', catalogOf(['communication_logs']))
  return ['read', '--config', config, '--catalog', catalog]
}

test('300,000 rows through a slow pipe arrive whole', async () => {
  clearGrid = await startLarge()
  const child = start(readOf(clearGrid))

  const ids = new Set<string>()
  let accounted = 0
  let rest = ''
  let chunks = 0
  for await (const chunk of child.stdout) {
    chunks += 1
    if (chunks % 50 === 0) await delay(5)
    const lines = (rest + String(chunk)).split('\n')
    rest = lines.pop() ?? ''
    for (const message of messagesIn(lines.join('\n'))) {
      if (message.type === 'RECORD') ids.add(String(message.record.data['public_id']))
      if (message.type === 'STATE') accounted += message.state.sourceStats.recordCount
    }
  }

  expect(rest).toBe('')
  expect(ids.size).toBe(ROWS)
  expect(accounted).toBe(ROWS)
})

test('a reader that stops reading stops the requests', async () => {
  clearGrid = await startLarge()
  const child = start(readOf(clearGrid))
  await once(child.stdout, 'readable')

  await delay(1_500)
  const asked = clearGrid.exchanges.length
  await delay(1_000)

  expect(clearGrid.exchanges.length).toBe(asked)
  expect(asked).toBeLessThan(20)
  child.kill('SIGKILL')
})

test('a reader that closes the pipe ends the process quietly', async () => {
  clearGrid = await startLarge()
  const child = start(readOf(clearGrid))
  await once(child.stdout, 'data')

  const stderr: unknown[] = []
  child.stderr.on('data', (chunk) => stderr.push(chunk))
  child.stdout.destroy()
  const [, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]

  expect(signal).toBe('SIGTERM')
  expect(stderr).toEqual([])
})

test.each(['SIGTERM', 'SIGINT'] as const)(
  'on %s the last safe STATE is written, and the process dies of the signal itself',
  async (name) => {
    clearGrid = await startLarge(20)
    const child = start(readOf(clearGrid))
    const result = ended(child)
    await once(child.stdout, 'data')
    await delay(600)

    const toldAt = Date.now()
    child.kill(name)
    const { signal, code, stdout, stderr, messages } = await result

    expect([signal, code]).toEqual([name, null])
    expect(Date.now() - toldAt).toBeLessThan(5_000)
    expect(stderr).toBe('')
    expect(stdout.endsWith('\n')).toBe(true)
    const records = messages.filter(({ type }) => type === 'RECORD').length
    const accounted = messages.reduce(
      (sum, message) =>
        sum + (message.type === 'STATE' ? message.state.sourceStats.recordCount : 0),
      0,
    )
    expect(records).toBeGreaterThan(0)
    expect(accounted).toBe(records)
  },
)

test('thirty-two walks at once leave stderr empty', async () => {
  const settings = { ...CREDENTIALS, environment: 'sandbox', concurrency: 32, page_size: 20 }
  const config = folder.file('wide.json', { ...settings, start_date: '2025-10-01' })
  const streams = ['communication_logs', 'conversations', 'manual_communication_logs']
  const catalog = folder.file('wide-catalog.json', catalogOf(streams))

  const { code, stderr } = await run(['read', '--config', config, '--catalog', catalog], {
    CLEARGRID_SANDBOX_NOW: '2025-11-10T00:00:00Z',
  })

  expect(stderr).toBe('')
  expect(code).toBe(0)
})

test('the sandbox needs no account, and refuses a password with "wrong" in it', async () => {
  const config = { ...CREDENTIALS, environment: 'sandbox' }
  const right = folder.file('right.json', config)
  const wrong = folder.file('wrong.json', { ...config, password: 'wrong-password' })

  const [accepted, refused] = [
    await run(['check', '--config', right]),
    await run(['check', '--config', wrong]),
  ]

  expect([accepted.code, refused.code]).toEqual([0, 0])
  expect(accepted.stdout).toContain('"status":"SUCCEEDED"')
  expect(refused.stdout).toContain('"status":"FAILED"')
  expect(refused.stdout).toContain('Check lender, email, password')
  expect(refused.stdout).not.toContain('wrong-password')
})
