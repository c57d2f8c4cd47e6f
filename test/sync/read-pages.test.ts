import { page, startClearGrid, type ClearGrid } from '../support/clear-grid'
import { sync } from '../support/sync'

let clearGrid: ClearGrid
beforeEach(async () => (clearGrid = await startClearGrid()))
afterEach(async () => await clearGrid.close())

test('an empty page in the middle is not the end', async () => {
  clearGrid.script('D23', page(['a'], 'c1'), page([], 'c2'), page(['b'], null))

  const { ids, isComplete } = await sync(clearGrid)

  expect(ids()).toEqual(['a', 'b'])
  expect(isComplete).toBe(true)
  expect(clearGrid.cursorsAsked('D23')).toEqual([undefined, 'c1', 'c2'])
})

test('a page shorter than asked is not the end', async () => {
  clearGrid.script('D23', page(['a'], 'c1'), page(['b'], null))

  const { ids } = await sync(clearGrid, { settings: { sizeMax: { windowMs: 1e10, pageSize: 2 } } })

  expect(ids()).toEqual(['a', 'b'])
})

test('every page of every stream is bounded on both sides', async () => {
  clearGrid.script('D21', page(['a'], 'c1'), page(['b'], null))

  await sync(clearGrid, {
    streams: ['communication_logs', 'conversations', 'manual_communication_logs'],
  })

  const pages = clearGrid.exchanges.filter(({ dataset }) => dataset !== undefined)
  expect(pages).toHaveLength(4)
  for (const { query } of pages) {
    expect(query).toMatchObject({ since: '2026-05-02T00:00:00Z', until: '2026-06-01T00:00:00Z' })
  }
})

test('the same page cursor twice is an error and not a loop', async () => {
  clearGrid.script('D23', page(['a'], 'c1'), page(['b'], 'c2'), page(['c'], 'c1'))

  const { errors, isComplete, statuses } = await sync(clearGrid)

  expect(isComplete).toBe(false)
  expect(errors).toEqual([expect.objectContaining({ failure_type: 'system_error' })])
  expect(errors[0]?.message).toContain('same page cursor twice')
  expect(statuses.at(-1)).toBe('manual_communication_logs INCOMPLETE')
  expect(clearGrid.cursorsAsked('D23')).toEqual([undefined, 'c1', 'c2'])
})

test('a row without its key is never written, and its stream fails', async () => {
  clearGrid.script('D23', page(['a', { communicated_at: '2026-05-03T00:00:00Z' }], null))

  const { ids, errors } = await sync(clearGrid)

  expect(ids()).toEqual([])
  expect(errors[0]?.message).toContain('page 1')
  expect(errors[0]?.message).toContain('[2026-05-02T00:00:00Z, 2026-06-01T00:00:00Z)')
})

test('a row whose cursor value cannot be read is written, reported, and moves no watermark', async () => {
  const rows = [{ public_id: 'a', communicated_at: 'yesterday' }, { public_id: 'b' }]
  clearGrid.script('D23', page(rows, null))

  const { ids, states, logs } = await sync(clearGrid)

  expect(ids()).toEqual(['a', 'b'])
  expect(states.get('manual_communication_logs')).toMatchObject({
    watermark: '2026-05-02T00:00:00.000Z',
  })
  expect(logs.join()).toContain('communicated_at is missing (seen once)')
})

test('a record says what the API wrote, digit by digit', async () => {
  const rows =
    '[{"public_id":"a","communicated_at":"2026-05-03T00:00:00Z","big":9007199254740993,' +
    '"one":1.0,\n "huge":1e308,"text":"}\\u0041[\\"","nested":{"deep":[1.50]}}]'
  const body = `{"code":200,"body":{"rows":${rows},"pagination":{"nextCursor":null}},"errors":[]}`
  clearGrid.answerNext(({ dataset }) => dataset === 'D23', { status: 200, body })

  const { text } = await sync(clearGrid)

  expect(text).toContain('"big":9007199254740993,"one":1.0,  "huge":1e308,')
  expect(text).toContain('"text":"}\\u0041[\\"","nested":{"deep":[1.50]}}')
})
