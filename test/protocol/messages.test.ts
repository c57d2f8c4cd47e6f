import fc from 'fast-check'
import {
  estimate,
  toLine,
  rateLimited,
  recordFrame,
  streamStatus,
} from '../../src/protocol/messages'

test('a message is one line, whatever its text holds', () => {
  const text = fc.string({ unit: fc.constantFrom('\n', '\r', '\u2028', '"', '\\', '\0', 'ö', 'x') })
  fc.assert(
    fc.property(text, (message) => {
      const line = toLine({ type: 'LOG', log: { level: 'WARN', message } })

      expect(line.match(/[\r\n]/g)).toEqual(['\n'])
      expect(JSON.parse(line)).toEqual({ type: 'LOG', log: { level: 'WARN', message } })
    }),
  )
})

test('a record holds the text that the API wrote, to the byte', () => {
  const data = '{"n":1.0,"big":9007199254740993,"huge":1e400,"a":1,"a":2,"u":"\\u00e9"}'

  const { prefix, suffix } = recordFrame('conversations')(17)

  expect(`${prefix.toString()}${data}${suffix.toString()}`).toBe(
    `{"type":"RECORD","record":{"stream":"conversations","data":${data},"emitted_at":17}}\n`,
  )
})

test('a stream’s name may hold anything that JSON can write', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (stream) => {
      const { prefix, suffix } = recordFrame(stream)(1)
      const parsed: unknown = JSON.parse(`${prefix.toString()}{}${suffix.toString()}`)

      expect(parsed).toEqual({ type: 'RECORD', record: { stream, data: {}, emitted_at: 1 } })
    }),
  )
})

test('a wait is a stream that runs, limited by ClearGrid until a moment', () => {
  expect(rateLimited('conversations', 900, 17)).toEqual({
    type: 'TRACE',
    trace: {
      type: 'STREAM_STATUS',
      emitted_at: 17,
      stream_status: {
        stream_descriptor: { name: 'conversations' },
        status: 'RUNNING',
        reasons: [{ type: 'RATE_LIMITED', rate_limited: { quota_reset: 900 } }],
      },
    },
  })
})

test('an estimate is of a whole stream', () => {
  expect(estimate('conversations', 900, 17)).toEqual({
    type: 'TRACE',
    trace: {
      type: 'ESTIMATE',
      emitted_at: 17,
      estimate: { name: 'conversations', type: 'STREAM', row_estimate: 900 },
    },
  })
})

test('a status without a reason has no member for it', () => {
  expect(streamStatus('conversations', 'STARTED', 17)).toEqual({
    type: 'TRACE',
    trace: {
      type: 'STREAM_STATUS',
      emitted_at: 17,
      stream_status: { stream_descriptor: { name: 'conversations' }, status: 'STARTED' },
    },
  })
})
