import { fixedData } from '../../src/sandbox/data'
import { startClearGrid, TEST_NOW, type ClearGrid } from '../support/clear-grid'
import { CREDENTIALS, makeFolder, run } from '../support/connector'
import { formsOf } from '../support/secrets-seen'

const folder = makeFolder()
let clearGrid: ClearGrid
afterEach(async () => await clearGrid.close())
afterAll(() => folder.remove())

const at = new Date(TEST_NOW - 3_600_000).toISOString()
const ROWS = [{ public_id: 'a', communicated_at: at, updated_at: at }]

/** All that ClearGrid was told of us, in every form, as a text. */
function echoOf(secrets: readonly string[]): string {
  return secrets.flatMap(formsOf).join(' ')
}

test.each([[['read']], [['read', '--debug']], [['check']]])(
  'what ClearGrid echoes of a secret is nowhere in the output, in whatever form',
  async (args) => {
    const seen = new Set([CREDENTIALS.password])
    const word = (): string => echoOf([...seen])
    clearGrid = await startClearGrid({
      data: fixedData({ D21: ROWS, D22: ROWS, D23: ROWS }),
      intercept: ({ headers, dataset }) => {
        const token = headers['authorization']?.replace(/^Bearer /, '')
        if (token !== undefined) seen.add(token)
        if (dataset === 'D21') {
          const body = { success: false, message: word(), requestId: 'req_1' }
          return { status: 403, body, headers: { 'x-request-id': 'req_1' } }
        }
        if (dataset === 'D22') return { status: 400, body: { success: false, message: word() } }
        return dataset === 'D23' ? { status: 404, body: { message: word() } } : undefined
      },
    })
    const settings = { ...CREDENTIALS, base_url: clearGrid.url, start_date: '2026-05-20' }
    const [command = '', ...more] = args

    // What runs it looks for every secret that ClearGrid was shown: here it is seen that there are some.
    const { stdout, stderr } = await run([
      command,
      '--config',
      folder.file('c.json', settings),
      ...more,
    ])

    // The password, and at least one token.
    expect(seen.size).toBeGreaterThan(1)
    expect(`${stdout}${stderr}`).toContain('403')
    for (const form of [...seen].flatMap(formsOf)) expect(`${stdout}${stderr}`).not.toContain(form)
  },
)

test('a password that is part of what a person typed wrong is not told back', async () => {
  clearGrid = await startClearGrid()
  const settings = {
    ...CREDENTIALS,
    base_url: `${clearGrid.url}/${encodeURIComponent(CREDENTIALS.password)}`,
  }

  const { stdout } = await run(['check', '--config', folder.file('c.json', settings)])

  expect(stdout).toContain('FAILED')
  for (const form of formsOf(CREDENTIALS.password)) expect(stdout).not.toContain(form)
})
