import type { SandboxRow } from '../../src/sandbox/data'
import { allDatasets } from '../../src/sandbox/datasets'
import { seededData } from '../../src/sandbox/seeded-data'

const DAY_MS = 24 * 3_600_000
const NOW = Date.UTC(2025, 4, 1)
const SINCE = NOW - 90 * DAY_MS
const LENDER = '0f0e0d0c-0b0a-4009-8807-060504030201'

const data = seededData()
const DATASETS = allDatasets(new Set(['D24'])).filter(({ available }) => available)

function rowsOf(code: string, since = SINCE, until = NOW, now = NOW): readonly SandboxRow[] {
  return data.rowsBetween(code, since, until, now)
}

function keyOf(code: string, row: SandboxRow): string {
  return code === 'D16' ? `${row.public_id} ${String(row['created_at'])}` : row.public_id
}

describe.each(DATASETS)('$code', ({ code, cursorField }) => {
  const rows = rowsOf(code)
  const text = (row: SandboxRow, field: string): string => String(row[field])

  test('there are rows, and each has a key of its own', () => {
    expect(rows.length).toBeGreaterThan(30)
    expect(new Set(rows.map((row) => keyOf(code, row))).size).toBe(rows.length)
  })

  test('rows are ordered by cursor value, within the window', () => {
    const places = rows.map((row) => text(row, cursorField))

    expect(places).toEqual(places.toSorted())
    expect(rows.filter((row) => Date.parse(text(row, cursorField)) < SINCE)).toEqual([])
  })

  test('windows tile', () => {
    const middle = SINCE + 33.3 * DAY_MS

    const tiles = [...rowsOf(code, SINCE, middle), ...rowsOf(code, middle, NOW)]

    expect(tiles).toEqual(rows)
  })

  test('another process sees the same rows, another lender sees none of them', () => {
    const elsewhere = seededData()
    const keys = new Set(rows.map((row) => keyOf(code, row)))

    const others = elsewhere.rowsBetween(code, SINCE, NOW, NOW, LENDER)

    expect(elsewhere.rowsBetween(code, SINCE, NOW, NOW)).toEqual(rows)
    expect(others.length).toBeGreaterThan(30)
    expect(others.filter((row) => keys.has(keyOf(code, row)))).toEqual([])
  })

  test('a row that was there stays, and is where its last change puts it', () => {
    const then = NOW - 10 * DAY_MS
    const now = new Map(rows.map((row) => [keyOf(code, row), row]))

    const before = rowsOf(code, SINCE, then, then)

    expect(before.filter((row) => !now.has(keyOf(code, row)))).toEqual([])
    for (const row of before) {
      const later = now.get(keyOf(code, row)) ?? row
      if (JSON.stringify(later) === JSON.stringify(row)) continue
      expect(text(later, 'updated_at') > text(row, 'updated_at')).toBe(true)
    }
  })
})

test('the same person is called several times', () => {
  const calls = rowsOf('D21').filter((row) => row['direction'] === 'outbound')
  const people = new Set(calls.map((row) => row['to']))

  expect(calls.length / people.size).toBeGreaterThan(3)
})

test('a call leads to a link, the link to an account and to a case', () => {
  const everything = (code: string) => rowsOf(code, -Infinity, Infinity)
  const links = new Map(everything('D26').map((row) => [row['phone_number'], row]))
  const accounts = new Set(everything('D02').map((row) => row['customer_reference_id']))
  const cases = new Set(everything('D16').map((row) => row.public_id))
  const called = rowsOf('D21').filter((row) => row['communication_type'] === 'CALL')

  const linked = called.flatMap((row) => links.get(row['to']) ?? links.get(row['from']) ?? [])

  expect(linked).toHaveLength(called.length)
  expect(linked.filter((row) => !accounts.has(row['customer_reference_id']))).toEqual([])
  expect(linked.filter((row) => !cases.has(row.public_id))).toEqual([])
})

test('what is promised is kept and paid, or broken', () => {
  const statuses = rowsOf('D12').map((row) => row['status'])
  const payments = rowsOf('D07').filter((row) => row['payment_status'] === 'SUCCESS')
  const paid = rowsOf('D02').filter((row) => Number(row['paid_amount']) > 0)

  expect(new Set(statuses)).toEqual(new Set(['SCHEDULED', 'COMPLETED', 'MISSED']))
  expect(payments.length).toBeGreaterThan(100)
  expect(paid.length).toBeGreaterThan(100)
})

test('a case that comes a second time has the id of the first', () => {
  const ids = rowsOf('D16').map(({ public_id }) => public_id)

  expect(new Set(ids).size).toBeLessThan(ids.length)
})
