import { ConfigError } from '../../../src/errors'
import { parseState } from '../../../src/sync/state/codec'
import type { StreamState } from '../../../src/sync/state/stream-state'

const LOGS = { name: 'communication_logs', cursorField: 'communicated_at' }
const START = Date.UTC(2024, 0, 1)

const GOOD = { version: 1, watermark: '2024-02-01T00:00:00Z' }
const UNFINISHED = { mode: 'incremental', began: '2024-02-01', again: [] }

test.each([
  ['text', 'gibberish', 'it must be an object'],
  ['a list', [], 'it must be an object'],
  ['a state of nobody', { offset: 7 }, 'it has no version'],
  ['another stream’s low-code state', { updated_at: '2024-01-01' }, 'it has no version'],
  ['a low-code state in seconds', { communicated_at: 1704067200 }, 'it has no version'],
  ['a low-code state in words', { communicated_at: 'yesterday' }, '"yesterday" is not an instant'],
  ['a version to come', { ...GOOD, version: 2 }, 'version must be 1'],
  ['no version', { watermark: GOOD.watermark }, 'it has no version'],
  ['no watermark', { version: 1 }, 'it has no watermark'],
  ['null for a watermark', { ...GOOD, watermark: null }, 'watermark must be text'],
  ['an impossible watermark', { ...GOOD, watermark: '2024-02-30' }, '"2024-02-30" is not'],
  ['half a window', { ...GOOD, ahead: [{ since: '2024-01-01' }] }, 'ahead.0 has no until'],
  ['half a recheck', { ...GOOD, recheck: { began: '2024-01-01' } }, 'recheck has no changed_since'],
  ['an odd mode', { ...GOOD, unfinished: { ...UNFINISHED, mode: 'cdc' } }, 'unfinished.mode must'],
  [
    'no beginning',
    { ...GOOD, unfinished: { mode: 'incremental', again: [] } },
    'unfinished has no began',
  ],
  [
    'a page size of zero',
    { ...GOOD, learned: { window_ms: 1, page_size: 0 } },
    'learned.page_size must be at least 1',
  ],
  [
    'a failed page size of zero',
    { ...GOOD, learned: { window_ms: 1, page_size: 1, page_size_failed: 0 } },
    'learned.page_size_failed must be at least 1',
  ],
  ['an owner that is no text', { ...GOOD, of: 7 }, 'of must be text'],
  ['an impossible instant in settled', { ...GOOD, settled: 'soon' }, '"soon" is not'],
  ['half a window to read again', { ...GOOD, again: [{ until: '2024-01-01' }] }, 'again.0 has no'],
  ['an odd order', { ...GOOD, unordered: 'yes' }, 'unordered must be'],
])('%s is refused with its stream: a silent full sync would cost days', (_, raw, reason) => {
  const parse = (): StreamState => parseState(raw, LOGS, START)

  expect(parse).toThrow(ConfigError)
  expect(parse).toThrow(/^The state of stream communication_logs cannot be understood: /)
  expect(parse).toThrow(reason)
})
