import { CREDENTIALS, makeFolder, messagesIn, run } from '../support/connector'
import { runInTerminal } from '../support/terminal'

const folder = makeFolder()
afterAll(() => folder.remove())

const NOW = { CLEARGRID_SANDBOX_NOW: '2026-05-01T00:00:00Z' }
const SANDBOX = { ...CREDENTIALS, environment: 'sandbox', start_date: '2025-09-01' }
const config = folder.file('config.json', SANDBOX)
const short = folder.file('short.json', { ...SANDBOX, start_date: '2026-04-20' })
const wrong = folder.file('wrong.json', { ...SANDBOX, page_size: 2_000 })
const odd = folder.file('odd.json', { ...SANDBOX, lookback_day: 9 })

const ESCAPE = '\u001B'

/** What stays on the screen, line by line: passing lines are taken away. */
function left(terminal: string): string[] {
  return (terminal.split(`${ESCAPE}[J`).at(-1) ?? '').split('\r\n')
}

test('a person sees how far a sync is, and at the end a table', async () => {
  const { code, terminal, stdout } = await runInTerminal(['read', '--config', config], NOW)

  expect(code).toBe(0)
  expect(terminal).toMatch(/[\d,]+ rows, (\d+%, )?[\d,]+ rows\/s/)
  expect(terminal).toMatch(/communication_logs [\d,]+/)
  expect(left(terminal)[0]).toMatch(/^stream +rows +requests +retries +time +rows\/s +result$/)
  expect(
    left(terminal)
      .slice(1, 4)
      .map((line) => line.split(' ')[0]),
  ).toEqual(['borrowers', 'borrower_accounts', 'borrower_sub_accounts'])
  expect(left(terminal)[1]).toMatch(/complete$/)
  expect(messagesIn(stdout).at(-1)).toMatchObject({ type: 'TRACE' })
})

test('no line is wider than the window', async () => {
  const { terminal } = await runInTerminal(['read', '--config', config], NOW)

  const lines = terminal.split(/\r\n|\r|\u001B\[[0-9;]*[A-Za-z]/)
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(80)
})

test('where stdout is the same terminal, every message still has a line of its own', async () => {
  const { code, terminal } = await runInTerminal(['read', '--config', short], NOW, true)

  const lines = terminal.split('\r\n').map((line) => line.split(`${ESCAPE}[J`).at(-1) ?? '')
  const messages = lines.filter((line) => line.startsWith('{'))
  expect(code).toBe(0)
  expect(messagesIn(messages.join('\n')).length).toBe(messages.length)
  expect(messages.length).toBeGreaterThan(1_000)
  expect(lines.filter((line) => /^[^{]*\{"type/.test(line))).toEqual(messages)
})

test.each([
  ['a file that is not there', ['read', '--config', '/nowhere.json'], 'there is no such file.'],
  ['a wrong setting', ['check', '--config', wrong], 'page_size must be at most 1000.'],
])('the error is a sentence on the terminal: %s', async (_, args, sentence) => {
  const { terminal } = await runInTerminal(args)

  expect(terminal).toMatch(/^\u001B\[31merror: /)
  expect(terminal).toContain(sentence)
})

test('a warning is told too, and settings that work are', async () => {
  const { terminal } = await runInTerminal(['check', '--config', odd])

  expect(terminal).toContain('warning: The setting lookback_day is not known and is ignored.')
  expect(terminal).toContain('The settings work.')
})

test.each([
  ['NO_COLOR', { NO_COLOR: '1' }],
  ['NO_COLOR of any value', { NO_COLOR: 'false' }],
  ['TERM=dumb', { TERM: 'dumb' }],
])('%s: no colours', async (_, env) => {
  const { terminal } = await runInTerminal(['read', '--config', '/nowhere.json'], env)

  expect(terminal).toMatch(/^error: /)
  expect(terminal).not.toContain(`${ESCAPE}[3`)
})

test('TERM=dumb: no control codes at all, and the table all the same', async () => {
  const { terminal } = await runInTerminal(['read', '--config', short], { ...NOW, TERM: 'dumb' })

  expect(terminal).not.toContain(ESCAPE)
  expect(left(terminal)[0]).toMatch(/^stream/)
})

test('where stderr is no terminal, it stays empty: Airbyte shows its lines as errors', async () => {
  const { stderr } = await run(['read', '--config', short], NOW)

  expect(stderr).toBe('')
})
