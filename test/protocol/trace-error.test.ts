import { ConfigError, SystemError, TransientError } from '../../src/errors'
import { toTraceError } from '../../src/protocol/trace-error'

test.each([
  [new ConfigError('Check the lender.'), 'config_error'],
  [new TransientError('Try again later.'), 'transient_error'],
  [new SystemError('Tell us.'), 'system_error'],
])(
  'an error is told with who must act, and without a stack: it is nobody’s defect: %s',
  (error, failure_type) => {
    const told = toTraceError(error, 'conversations')

    expect(told).toEqual({
      message: error.message,
      internal_message: `${error.name}: ${error.message}`,
      failure_type,
      stream_descriptor: { name: 'conversations' },
    })
  },
)

test('what nobody foresaw is our defect, and says so', () => {
  const told = toTraceError(new TypeError('x is undefined'))

  expect(told.failure_type).toBe('system_error')
  expect(told.message).toContain('A defect in source-cleargrid: x is undefined')
  expect(told.stack_trace).toContain('TypeError: x is undefined')
  expect(told).not.toHaveProperty('stream_descriptor')
})

test.each([['text'], [undefined], [null], [7]])(
  'even %p, when thrown, is told as an error without a stack',
  (thrown) => {
    const told = toTraceError(thrown)

    expect(told.failure_type).toBe('system_error')
    expect(told.message).toContain(String(thrown))
    expect(told).not.toHaveProperty('stack_trace')
  },
)

test('an error’s name is that of its kind, for the log', () => {
  class WindowLostError extends TransientError {}

  expect(toTraceError(new WindowLostError('Gone.')).internal_message).toBe('WindowLostError: Gone.')
})
