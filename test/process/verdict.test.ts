import { once } from 'node:events'
import { createServer } from 'node:http'
import { fixedData } from '../../src/sandbox/data'
import { STREAMS } from '../../src/streams'
import { startClearGrid, TEST_NOW, type ClearGrid } from '../support/clear-grid'
import { CREDENTIALS, makeFolder, run } from '../support/connector'

const folder = makeFolder()
let clearGrid: ClearGrid | undefined
afterEach(async () => await clearGrid?.close())
afterAll(() => folder.remove())

const DATASETS: readonly string[] = STREAMS.map(({ dataset }) => dataset.code)
const at = new Date(TEST_NOW - 3_600_000).toISOString()
const ROWS = [{ public_id: 'a', communicated_at: at, updated_at: at }]

/** A ClearGrid that refuses some datasets. */
async function refusing(...datasets: readonly string[]): Promise<string> {
  clearGrid = await startClearGrid({
    data: fixedData({ D21: ROWS, D22: ROWS, D23: ROWS }),
    intercept: ({ dataset = '' }) =>
      datasets.includes(dataset)
        ? { status: 403, body: JSON.stringify({ success: false, message: 'Forbidden' }) }
        : undefined,
  })
  const settings = { ...CREDENTIALS, base_url: clearGrid.url, start_date: '2026-05-20' }
  return folder.file('config.json', settings)
}

test('one stream that can be read is enough for the settings to work; the others are named', async () => {
  const { code, stdout } = await run(['check', '--config', await refusing('D21', 'D23')])

  expect(code).toBe(0)
  expect(stdout).toContain('"status":"SUCCEEDED"')
  expect(stdout).toContain('A stream cannot be read now. Fetching one row of communication_logs')
  expect(stdout).toContain('A stream cannot be read now. Fetching one row of manual_communication_')
})

test('settings with which no stream can be read do not work', async () => {
  const { code, stdout, messages } = await run(['check', '--config', await refusing(...DATASETS)])

  const verdict = messages.flatMap((one) =>
    one.type === 'CONNECTION_STATUS' ? [one.connectionStatus.message] : [],
  )
  const names = STREAMS.map(({ name }) => name)
  expect(code).toBe(0)
  expect(stdout).toContain('"status":"FAILED"')
  expect(stdout).toContain('This user may not read this dataset: ask ClearGrid for access.')
  expect(verdict).toEqual([
    expect.stringContaining(
      `None of the ${names.length} streams can be read: ${names.join(', ')}.`,
    ),
  ])
  expect(stdout.match(/A stream cannot be read now\./g)).toHaveLength(names.length - 1)
})

test('a stream that failed is no success, though the others are read', async () => {
  const { code, stdout } = await run(['read', '--config', await refusing('D22')])

  expect(code).toBe(1)
  expect(stdout.match(/"status":"COMPLETE"/g)).toHaveLength(STREAMS.length - 1)
  expect(stdout.match(/"status":"INCOMPLETE"/g)).toHaveLength(1)
  expect(stdout.match(/"type":"RECORD"/g)).toHaveLength(2)
})

test.each([
  ['staging', 'stage-v3-api.cleargrid.ai:443'],
  ['production', 'v3-api.cleargrid.ai:443'],
])('%s is asked for where it is, and nowhere else', async (environment, host) => {
  const asked: (string | undefined)[] = []
  const proxy = createServer().listen(0, '127.0.0.1')
  proxy.on('connect', ({ url }, socket) => {
    asked.push(url)
    socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
  })
  await once(proxy, 'listening')
  const { port } = proxy.address() as { port: number }
  const config = folder.file('environment.json', { ...CREDENTIALS, environment })

  const url = `http://127.0.0.1:${port}`
  await run(['check', '--config', config], {
    ...{ HTTPS_PROXY: url, https_proxy: url },
    ...{ NO_PROXY: '', no_proxy: '', ALL_PROXY: '', all_proxy: '' },
  })
  proxy.close()

  expect(asked.length).toBeGreaterThan(0)
  expect(new Set(asked)).toEqual(new Set([host]))
})
