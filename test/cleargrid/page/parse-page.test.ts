import fc from 'fast-check'
import { ExchangeFailure } from '../../../src/cleargrid/http/failure'
import type { Page } from '../../../src/cleargrid/page/envelope'
import { parsePage } from '../../../src/cleargrid/page/parse-page'
import { envelope } from '../../support/answers'
import { all, FORMAT, textsOf } from '../../support/rows'

function parsed(content: unknown): Page {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  return parsePage(Buffer.from(text), FORMAT)
}

/** What is said of an answer that cannot be used. */
function complaint(content: unknown): string {
  try {
    parsed(content)
  } catch (thrown) {
    if (thrown instanceof ExchangeFailure && thrown.kind === 'malformed') return thrown.message
    throw thrown
  }
  throw new Error('The answer was accepted.')
}

function pagination(members: object): object {
  return envelope({ pagination: { nextCursor: null, ...members } })
}

test('a page is its rows, and where the next one is', () => {
  const rows = [{ public_id: 'a' }, { public_id: 'b' }]

  const page = parsed(envelope({ rows, pagination: { nextCursor: 'c1' } }))

  expect(all(page.rows).map(page.rows.value)).toEqual(rows)
  expect(textsOf(page.rows)).toEqual(rows.map((row) => JSON.stringify(row)))
  expect(page.nextPageCursor).toBe('c1')
})

test('an empty page that names a next one is not the end', () => {
  const page = parsed(pagination({ nextCursor: 'c1' }))

  expect(page.rows).toHaveLength(0)
  expect(page.nextPageCursor).toBe('c1')
})

test('only null ends the data', () => {
  expect(parsed(pagination({ nextCursor: null })).nextPageCursor).toBeNull()
})

test.each([['1.0'], ['9007199254740993'], ['1e308'], ['-0'], ['0.10'], ['1E5'], ['1e-400']])(
  'the number %s is handed on as it was written',
  (number) => {
    const page = parsed(`{"body":{"rows":[{"n":${number}}],"pagination":{"nextCursor":null}}}`)

    expect(textsOf(page.rows)).toEqual([`{"n":${number}}`])
  },
)

test('each row is one line, also of an answer that is written for people', () => {
  fc.assert(
    fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue())), (rows) => {
      const page = parsed(JSON.stringify(envelope({ rows }), null, '\r\n\t'))
      const texts = textsOf(page.rows)

      expect(texts.filter((text) => /[\r\n]/.test(text))).toEqual([])
      expect(texts.map((text) => JSON.parse(text) as unknown)).toEqual(
        JSON.parse(JSON.stringify(rows)),
      )
    }),
  )
})

test('a byte order mark is no part of the answer', () => {
  expect(parsed(`\uFEFF${JSON.stringify(envelope())}`).rows).toHaveLength(0)
})

test('rows are found even if the answer writes their name in escapes', () => {
  const row = '{"id":9007199254740993,"n":1.0}'
  const text = `{"\\u0062ody":{"\\u0072ows":[${row}],"pagination":{"nextCursor":null}}}`

  expect(textsOf(parsed(text).rows)).toEqual([row])
})

test('a member called __proto__ is data like any other', () => {
  const text = '{"body":{"rows":[{"__proto__":{"id":1}}],"pagination":{"nextCursor":null}}}'

  expect(textsOf(parsed(text).rows)).toEqual(['{"__proto__":{"id":1}}'])
})

describe('what is not the documented answer is said to be malformed, never taken as an end', () => {
  test.each([
    ['an HTML page', '<!doctype html><title>Log in</title>', 'a body that is not JSON'],
    ['an empty body', '', 'an empty body'],
    ['blanks', ' \n', 'an empty body'],
    ['half an answer', JSON.stringify(envelope()).slice(0, -3), 'a body that is not JSON'],
    ['null', 'null', 'the answer, which is not an object'],
    ['a list', [], 'the answer, which is not an object'],
    ['an error body', envelope({}, { success: false }), 'an error body with status 200'],
    ['another error body', { error: 'x' }, 'errors in an answer with status 200'],
    ['no rows', envelope({ rows: undefined }), 'body.rows, which is not a list'],
    ['rows as an object', envelope({ rows: {} }), 'body.rows, which is not a list'],
    ['a row that is text', envelope({ rows: [{}, 'x'] }), 'body.rows[1], which is not an object'],
    ['a row that is null', envelope({ rows: [null] }), 'body.rows[0], which is not an object'],
    ['a row that is a list', envelope({ rows: [[]] }), 'body.rows[0], which is not an object'],
    ['no pagination', envelope({ pagination: undefined }), 'body.pagination, which is not'],
    [
      'no page cursor',
      envelope({ pagination: {} }),
      'body.pagination.nextCursor, which is neither',
    ],
    [
      'an empty page cursor',
      pagination({ nextCursor: '' }),
      'body.pagination.nextCursor, which is neither',
    ],
    [
      'a number as page cursor',
      pagination({ nextCursor: 2 }),
      'body.pagination.nextCursor, which is neither',
    ],
    [
      'false as page cursor',
      pagination({ nextCursor: false }),
      'body.pagination.nextCursor, which is neither',
    ],
  ])('%s', (_, content, expected) => {
    expect(complaint(content)).toContain(`ClearGrid answered with ${expected}`)
  })

  test('and nothing of it is told', () => {
    expect(complaint('<p>token=s3cr3t</p>')).not.toContain('s3cr3t')
  })
})

test.each([
  ['none was asked for', {}, undefined],
  ['exact', { total: 7, totalExact: true }, { rows: 7, exact: true, note: null }],
  ['exact unless it says otherwise', { total: 7 }, { rows: 7, exact: true, note: null }],
  ['an estimate', { total: 7, totalExact: false }, { rows: 7, exact: false, note: null }],
  [
    'not counted, with the reason',
    { total: null, totalNote: 'too many' },
    { rows: null, exact: false, note: 'too many' },
  ],
  ['no number', { total: '7' }, { rows: null, exact: false, note: null }],
  ['less than nothing', { total: -7 }, { rows: null, exact: false, note: null }],
  ['half a row', { total: 7.5 }, { rows: null, exact: false, note: null }],
  ['no count that anything could have', { total: 1e308 }, { rows: null, exact: false, note: null }],
])('a total may be: %s', (_, members, expected) => {
  expect(parsed(pagination(members)).total).toEqual(expected)
})

test.each([
  [{ since: '2024-01-01T00:00:00Z', until: '2024-01-02' }, ['2024-01-01', '2024-01-02']],
  [{ since: '2024-01-01', until: null }, ['2024-01-01', null]],
  [{ since: 7, until: 'later' }, [null, null]],
  [{}, [null, null]],
  [null, [null, null]],
])('the window that was read is known where the answer says so: %j', (meta, expected) => {
  const { since, until } = parsed(envelope({ meta })).echo

  const days = [since, until].map((at) =>
    at === undefined ? null : new Date(at).toISOString().slice(0, 10),
  )

  expect(days).toEqual(expected)
})
