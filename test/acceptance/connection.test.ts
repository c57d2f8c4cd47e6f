import { run } from '../support/connector'
import { pathOf } from '../support/repository'
import { testsOf } from './support/acceptance-config'

const STATUSES = { succeed: 'SUCCEEDED', failed: 'FAILED' } as const

test.each(testsOf('connection'))(
  'test_check: $config_path has the status $status, told exactly once',
  async ({ config_path, status = 'succeed' }) => {
    const { code, stderr, messages } = await run(['check', '--config', pathOf(config_path)])

    const told = messages.flatMap((message) =>
      message.type === 'CONNECTION_STATUS' ? [message.connectionStatus.status] : [],
    )
    expect(told).toEqual([STATUSES[status]])
    expect([code, stderr]).toEqual([0, ''])
  },
)

test.each(testsOf('connection').filter(({ status }) => status === 'failed'))(
  'test_check: $config_path fails with a sentence that says what to do',
  async ({ config_path }) => {
    const { messages } = await run(['check', '--config', pathOf(config_path)])

    const [sentence = ''] = messages.flatMap((message) =>
      message.type === 'CONNECTION_STATUS' ? [message.connectionStatus.message] : [],
    )
    expect(sentence).toMatch(/Check |settings are wrong/)
  },
)

test('test_check, exception: a file that is not there is one TRACE ERROR and exit code 1', async () => {
  const { code, stderr, messages } = await run(['check', '--config', pathOf('no-such-file.json')])

  const errors = messages.flatMap((message) =>
    message.type === 'TRACE' && message.trace.type === 'ERROR' ? [message.trace.error] : [],
  )
  expect([code, stderr]).toEqual([1, ''])
  expect(errors.map(({ message }) => message)).toEqual([expect.stringContaining('no-such-file')])
  expect(messages.filter(({ type }) => type === 'CONNECTION_STATUS')).toEqual([])
})
