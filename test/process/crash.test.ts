import { catalogOf, CREDENTIALS, makeFolder, run } from '../support/connector'

const folder = makeFolder()
afterAll(() => folder.remove())

test('a defect in a callback that nobody waits for is a TRACE ERROR and exit code 1', async () => {
  const crash = folder.file('crash.cjs', `setTimeout(() => { throw new Error('boom') }, 400)`)
  const settings = { ...CREDENTIALS, environment: 'sandbox', page_size: 1, concurrency: 1 }
  const config = folder.file('config.json', { ...settings, start_date: '2025-01-01' })
  const catalog = folder.file('catalog.json', catalogOf(['conversations']))

  const { code, signal, stderr, messages } = await run(
    ['read', '--config', config, '--catalog', catalog],
    { NODE_OPTIONS: `--require ${crash}` },
  )

  const errors = messages.flatMap((message) =>
    message.type === 'TRACE' && message.trace.type === 'ERROR' ? [message.trace.error] : [],
  )
  expect([code, signal]).toEqual([1, null])
  expect(stderr).toBe('')
  expect(errors).toEqual([expect.objectContaining({ failure_type: 'system_error' })])
  expect(errors[0]?.message).toContain('boom')
})

test.each([
  ['while the command is at work', `process.nextTick(() => { throw new Error('boom') })`],
  ['after its work is done', `setTimeout(() => { throw new Error('boom') }, 1_000)`],
])('a crash near the end is told, and is no success: %s', async (_, script) => {
  const crash = folder.file('crash.cjs', script)

  const { code, stderr, messages } = await run(['spec'], { NODE_OPTIONS: `--require ${crash}` })

  expect(code).toBe(1)
  expect(stderr).toBe('')
  expect(JSON.stringify(messages.at(-1))).toContain('A defect in source-cleargrid: boom')
})
