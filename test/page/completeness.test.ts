import { completeness, type DayCount } from '../../page/figures/completeness'
import { someMarts } from './support/marts'

const MARTS = someMarts()

/** ClearGrid's counts of the same days: 100 rows each, unless another number is given. */
function counts(others: Readonly<Record<string, number>> = {}): DayCount[] {
  return MARTS.completeness.map(({ stream, day }) => ({
    ...{ stream, day },
    rows: others[`${stream} ${day}`] ?? 100,
  }))
}

function verdictsOf(given: readonly DayCount[]): Map<string, number> {
  const { table } = completeness(MARTS, given)
  const verdicts = new Map<string, number>()
  for (const row of table.rows) {
    const verdict = String(row[4])
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1)
  }
  return verdicts
}

test('as many rows as ClearGrid counts on every day: nothing is missing', () => {
  expect(completeness(MARTS, counts()).title).toBe(
    'Nothing is missing: 5,600 rows of 28 days in 2 streams, as ClearGrid counts them',
  )
  expect(verdictsOf(counts())).toEqual(new Map([['equal', 56]]))
})

test('one row fewer on one day is said first', () => {
  const given = counts({ 'conversations 2026-11-01': 101, 'conversations 2026-11-02': 90 })

  expect(completeness(MARTS, given).title).toBe(
    '1 row missing: 1 of 56 days and streams hold fewer than ClearGrid counts',
  )
  expect(verdictsOf(given)).toEqual(
    new Map([
      ['equal', 54],
      ['fewer', 1],
      ['more', 1],
    ]),
  )
})

test('more rows than ClearGrid counts are no loss', () => {
  expect(completeness(MARTS, counts({ 'conversations 2026-11-02': 90 })).title).toBe(
    'Nothing is missing: 5,600 rows of 28 days in 2 streams, never fewer than ClearGrid counts',
  )
})

test('a day without a row of a stream is there, with 0 rows', () => {
  const rows = MARTS.completeness.filter(({ day }) => day !== '2026-11-05')
  const { table } = completeness({ completeness: rows }, counts())

  expect(table.rows.filter((row) => row[4] === 'fewer')).toEqual([
    ['communication_logs', '5 Nov 2026', 0, 100, 'fewer'],
    ['conversations', '5 Nov 2026', 0, 100, 'fewer'],
  ])
})

test('what ClearGrid did not count is not compared', () => {
  const given = counts().filter(({ stream }) => stream === 'conversations')

  expect(verdictsOf(given)).toEqual(
    new Map([
      ['not compared', 28],
      ['equal', 28],
    ]),
  )
})

test('counts that the mart holds already are taken', () => {
  const rows = MARTS.completeness.map((row) => ({ ...row, cleargrid_row_count: 100 }))

  expect(completeness({ completeness: rows }, []).title).toMatch(/^Nothing is missing/)
})

test('keys that are there twice are told', () => {
  const rows = MARTS.completeness.map((row, at) => ({ ...row, repeated_keys: at === 0 ? 2 : 0 }))

  expect(completeness({ completeness: rows }, []).notes[0]).toBe(
    '2 rows repeat a key that is there already.',
  )
})
