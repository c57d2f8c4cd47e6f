import { spawn } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { text } from 'node:stream/consumers'
import { catalogOf, CREDENTIALS, makeFolder, MAIN } from '../support/connector'

const folder = makeFolder()
afterAll(() => folder.remove())

/** The image may have 256 MB: what a process takes at the most is told by the kernel. */
const BYTES_MAX = 256 * 1024 * 1024

test('within 256 MB of memory, with a reader that dawdles, all rows arrive', async () => {
  const settings = { ...CREDENTIALS, environment: 'sandbox', start_date: '2025-06-01' }
  const config = folder.file('config.json', { ...settings, page_size: 1_000, concurrency: 8 })
  const catalog = folder.file('catalog.json', catalogOf(['communication_logs']))
  const peak = folder.file(
    'peak.cjs',
    `process.on('exit', () => process.stderr.write(String(process.resourceUsage().maxRSS)))`,
  )
  const args = ['--require', peak, MAIN, 'read', '--config', config, '--catalog', catalog]
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CLEARGRID_SANDBOX_NOW: '2026-01-01T00:00:00Z' },
  })
  const stderr = text(child.stderr)

  let records = 0
  let counted = 0
  let rest = ''
  let chunks = 0
  for await (const chunk of child.stdout) {
    chunks += 1
    if (chunks % 100 === 0) await delay(10)
    const lines = (rest + String(chunk)).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line.startsWith('{"type":"RECORD"')) records += 1
      counted += Number(/"sourceStats":\{"recordCount":(\d+)\}/.exec(line)?.[1] ?? 0)
    }
  }

  expect(records).toBeGreaterThan(10_000)
  expect(counted).toBe(records)
  expect(Number(await stderr) * 1024).toBeLessThan(BYTES_MAX)
})
