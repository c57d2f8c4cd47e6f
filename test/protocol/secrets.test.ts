import fc from 'fast-check'
import {
  recordFrame,
  streamStatus,
  traceError,
  type Message,
  type TraceError,
} from '../../src/protocol/messages'
import { createSecrets } from '../../src/protocol/secrets'

const SECRET = 'p/w "ö+='

const FORMS = [
  ['as it is', SECRET],
  ['as in a path', encodeURIComponent(SECRET)],
  ['as in a query', new URLSearchParams({ s: SECRET }).toString().slice(2)],
  ['as in JSON', JSON.stringify(SECRET).slice(1, -1)],
  ['as base64', Buffer.from(SECRET).toString('base64')],
] as const

const CARRIERS: readonly (readonly [string, (text: string) => Message])[] = [
  ['LOG', (message) => ({ type: 'LOG', log: { level: 'INFO', message } })],
  ['TRACE ERROR', (message) => traceError(errorWith(message), 1)],
  [
    'CONNECTION_STATUS',
    (message) => ({ type: 'CONNECTION_STATUS', connectionStatus: { status: 'FAILED', message } }),
  ],
]

function errorWith(text: string): TraceError {
  return {
    message: text,
    internal_message: text,
    stack_trace: text,
    failure_type: 'system_error',
    stream_descriptor: { name: 'conversations' },
  }
}

function hider(...secrets: readonly string[]): (message: Message) => Message {
  const { add, hide } = createSecrets()
  for (const secret of secrets) add(secret)
  return hide
}

describe.each(CARRIERS)('%s never tells a secret', (_, carry) => {
  test.each(FORMS)('%s', (_form, form) => {
    const told = hider(SECRET)(carry(`before ${form} after`))

    expect(JSON.stringify(told)).not.toContain(JSON.stringify(form).slice(1, -1))
    expect(told).toEqual(carry(`before **** after`))
  })
})

test('a secret of a letter or two is hidden where it stands by itself, and tells itself nowhere', () => {
  expect(hider('a')(log('Reading a stream: a="a", b'))).toEqual(
    log('Reading **** stream: ****="****", b'),
  )
  expect(hider('x9')(log('x9, x99, ax9 and x9'))).toEqual(log('****, x99, ax9 and ****'))
})

test('records are the lender’s data, and pass as they are', () => {
  const record: Message = {
    type: 'RECORD',
    record: { stream: 's', data: { note: `my password is ${SECRET}` }, emitted_at: 1 },
  }
  const { prefix, suffix } = recordFrame('s')(1)
  const data = JSON.stringify(record.record.data)
  const line = `${prefix.toString()}${data}${suffix.toString()}`

  expect(hider(SECRET)(record)).toBe(record)
  expect(JSON.parse(line)).toEqual(record)
})

test('a state that holds a secret by chance still leads back to where it was', () => {
  const state: Message = {
    type: 'STATE',
    state: {
      type: 'STREAM',
      stream: { stream_descriptor: { name: 's' }, stream_state: { watermark: '2024' } },
      sourceStats: { recordCount: 2024 },
    },
  }

  expect(hider('2024')(state)).toBe(state)
})

test('a secret inside another leaves nothing of the longer one behind', () => {
  const hide = hider('horse', 'correct horse battery')

  expect(hide(log('correct horse battery'))).toEqual(log('****'))
  expect(hide(log('a horse'))).toEqual(log('a ****'))
})

test('a secret is hidden wherever it stands, however often', () => {
  expect(hider('pin')(log('pin, pin and pinpin'))).toEqual(log('****, **** and ********'))
})

test.each([['7'], ['ab'], ['x y']])('a short secret is a secret too: %s', (secret) => {
  expect(hider(secret)(log(`it is ${secret}!`))).toEqual(log('it is ****!'))
})

test.each([['a'], ['ab'], ['abc'], ['abcd']])(
  'base64 is hidden with its padding and without, as in a URL or a token: %s',
  (secret) => {
    const padded = Buffer.from(secret).toString('base64')
    const bare = padded.replace(/=+$/, '')

    expect(hider(secret)(log(`<${bare}>`))).toEqual(log('<****>'))
    expect(JSON.stringify(hider(secret)(log(`<${padded}>`)))).not.toContain(bare)
  },
)

test('an empty secret hides nothing', () => {
  expect(hider('')(log('text'))).toEqual(log('text'))
})

test.each([['\ud800'], ['hunter\udc00'], ['\udc00\ud800 2']])(
  'half of a letter in a password is hidden too, as it is and as it leaves the process: %j',
  (password) => {
    const hide = hider(password)
    const sent = Buffer.from(password).toString('utf8')

    expect(hide(log(`before ${password} after`))).toEqual(log('before **** after'))
    expect(hide(log(`before ${encodeURIComponent(sent)} after`))).toEqual(log('before **** after'))
  },
)

test.each([['a'], ['TRACE'], ['ERROR'], ['system_error'], ['COMPLETE'], ['type'], ['"'], ['\\']])(
  'the protocol survives the password %s',
  (password) => {
    const hide = hider(password)
    const status = streamStatus('conversations', 'COMPLETE', 1)

    expect(hide(status)).toEqual(status)
    expect(hide(traceError(errorWith('x'), 1))).toEqual(traceError(errorWith('x'), 1))
  },
)

test('whatever the secret of more than two letters, and the text: the same message, without it', () => {
  const text = fc.string({ unit: 'grapheme' })
  const secret = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .filter((s) => !s.includes('*') && !/^[\p{L}\p{N}]{1,2}$/u.test(s))
  fc.assert(
    fc.property(secret, text, text, (hidden, prefix, after) => {
      const told = hider(hidden)(traceError(errorWith(prefix + hidden + after), 1))

      const masked = 'trace' in told && told.trace.type === 'ERROR' ? told.trace.error.message : ''
      expect(told).toEqual(traceError(errorWith(masked), 1))
      expect(masked).not.toContain(hidden)
    }),
  )
})

function log(message: string): Message {
  return { type: 'LOG', log: { level: 'INFO', message } }
}
