import { catalogOf, CREDENTIALS, makeFolder, run, type Run } from '../support/connector'

const folder = makeFolder()
afterAll(() => folder.remove())

const goodConfig = folder.file('good.json', { ...CREDENTIALS, environment: 'sandbox' })
const goodCatalog = folder.file('good-catalog.json', catalogOf(['conversations']))

interface TraceError {
  readonly message: string
  readonly failure_type: string
  readonly stack_trace?: string
}

function errorsOf({ messages }: Run): TraceError[] {
  return messages.flatMap((message) =>
    message.type === 'TRACE' && message.trace.type === 'ERROR' ? [message.trace.error] : [],
  )
}

test.each([
  ['missing', '/no/such/file.json', 'there is no such file'],
  ['a folder', '/tmp', 'it is a folder'],
  ['empty', folder.file('empty.json', ''), 'is empty'],
  ['broken', folder.file('broken.json', '{"password": "hush-hush",'), 'is not JSON'],
])('a configuration file that is %s is named, with the reason', async (_, path, reason) => {
  const result = await run(['read', '--config', path, '--catalog', goodCatalog])

  expect(result.code).toBe(1)
  expect(errorsOf(result)).toEqual([expect.objectContaining({ failure_type: 'config_error' })])
  expect(errorsOf(result)[0]?.message).toContain(path)
  expect(errorsOf(result)[0]?.message).toContain(reason)
  expect(result.stdout).not.toContain('hush-hush')
  expect(result.stderr).toBe('')
})

test('every wrong setting is named at once, and a password is never shown', async () => {
  const config = folder.file('wrong.json', {
    email: 'nobody',
    password: ' top-secret\n',
    page_size: '500',
    start_date: '2024-02-30',
  })

  const result = await run(['check', '--config', config])

  expect(result.code).toBe(0)
  expect(result.messages).toHaveLength(1)
  expect(result.stdout).toContain('"status":"FAILED"')
  for (const field of ['lender', 'email', 'password', 'page_size', 'start_date']) {
    expect(result.stdout).toContain(field)
  }
  expect(result.stdout).not.toContain('top-secret')
})

test.each([
  ['an unknown stream', catalogOf(['invoices']), 'invoices'],
  [
    'an unknown sync mode',
    { streams: [{ stream: { name: 'conversations' }, sync_mode: 'INVALID' }] },
    'sync_mode',
  ],
])('a catalog with %s is a config error that names it', async (_, catalog, name) => {
  const path = folder.file('catalog.json', catalog)

  const result = await run(['read', '--config', goodConfig, '--catalog', path])

  expect(result.code).toBe(1)
  expect(errorsOf(result)).toEqual([expect.objectContaining({ failure_type: 'config_error' })])
  expect(errorsOf(result)[0]?.message).toContain(name)
})

test('a state that cannot be understood names the stream, and nothing is read', async () => {
  const stream = { stream_descriptor: { name: 'conversations' }, stream_state: { page: 7 } }
  const state = folder.file('state.json', [{ type: 'STREAM', stream }])

  const result = await run([
    ...['read', '--config', goodConfig, '--catalog', goodCatalog],
    ...['--state', state],
  ])

  expect(result.code).toBe(1)
  expect(errorsOf(result)[0]?.message).toContain('conversations')
  expect(result.messages.filter(({ type }) => type !== 'TRACE')).toEqual([])
})

test.each([[[]], [['sync']], [['read']], [['check', '--confg', 'x']]])(
  'a command line that cannot be understood (%j) shows the usage on stderr and exits with 2',
  async (args) => {
    const result = await run(args)

    expect(result.code).toBe(2)
    expect(result.stdout).toBe('')
    expect(result.stderr).toContain('Usage:')
  },
)

test('a dead host is one clear sentence', async () => {
  const config = folder.file('dead.json', { ...CREDENTIALS, base_url: 'http://127.0.0.1:1' })

  const result = await run(['check', '--config', config])

  expect(result.code).toBe(0)
  expect(result.messages.filter(({ type }) => type === 'CONNECTION_STATUS')).toHaveLength(1)
  expect(result.stdout).toContain('ECONNREFUSED')
  expect(result.stdout).toContain('base_url')
})
