import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import type { SandboxRow } from '../../src/sandbox/data'
import { cursorFieldOf } from '../../src/sandbox/datasets'
import { seededData } from '../../src/sandbox/seeded-data'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const NOW = Date.UTC(2026, 10, 21)
const DATASETS = ['D21', 'D22', 'D23'] as const
const SCHEMAS = {
  D21: 'communication_logs',
  D22: 'conversations',
  D23: 'manual_communication_logs',
}

const data = seededData()
const all = Object.fromEntries(
  DATASETS.map((code) => [code, data.rowsBetween(code, -Infinity, Infinity, NOW)]),
)
const allOf = (code: string): readonly SandboxRow[] => all[code] ?? []
const instant = (row: SandboxRow | undefined, field: string): number =>
  Date.parse(String(row?.[field]))
const byId = (rows: readonly SandboxRow[]): Map<string, SandboxRow> =>
  new Map(rows.map((row) => [row.public_id, row]))

describe.each(DATASETS)('%s', (code) => {
  const cursorField = cursorFieldOf(code)

  test('about 50,000 rows in two years, from 1 November 2024 on', () => {
    const rows = allOf(code)

    expect(rows.length).toBeGreaterThan(47_000)
    expect(rows.length).toBeLessThan(53_000)
    expect(instant(rows[0], 'created_at')).toBeLessThan(Date.UTC(2024, 10, 2))
    expect(instant(rows.at(-1), cursorField)).toBeGreaterThan(NOW - DAY_MS)
  })

  test('ids are 24 hexadecimal characters, and unique', () => {
    const ids = allOf(code).map(({ public_id }) => public_id)

    expect(ids.filter((id) => !/^[\da-f]{24}$/.test(id))).toEqual([])
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('every row is what the schema says, with each of its fields and no other', () => {
    const path = join(__dirname, '..', '..', 'schemas', `${SCHEMAS[code]}.json`)
    const schema = JSON.parse(readFileSync(path, 'utf8')) as { properties: object }
    const isValid = new Ajv({ strict: false, validateFormats: false }).compile(schema)
    const fields = Object.keys(schema.properties)

    const strange = allOf(code).filter(
      (row) => !isValid(row) || String(Object.keys(row).toSorted()) !== String(fields.toSorted()),
    )

    expect(strange).toEqual([])
  })

  test('rows are ordered by cursor value, then id', () => {
    const keys = allOf(code).map((row) => `${String(row[cursorField])} ${row.public_id}`)

    expect(keys).toEqual(keys.toSorted())
  })

  test('windows tile: together they hold what the whole holds', () => {
    const [since, middle, until] = [NOW - 60 * DAY_MS, NOW - 31.3 * DAY_MS, NOW]

    const tiles = [
      ...data.rowsBetween(code, since, middle, NOW),
      ...data.rowsBetween(code, middle, until, NOW),
    ]

    expect(tiles).toEqual(data.rowsBetween(code, since, until, NOW))
  })

  test('another process sees the same rows', () => {
    const window = [NOW - 10 * DAY_MS, NOW] as const

    const elsewhere = seededData().rowsBetween(code, ...window, NOW)

    expect(elsewhere).toEqual(data.rowsBetween(code, ...window, NOW))
  })

  test('a row is not there before its creation, and stays from then on', () => {
    const then = NOW - 3 * DAY_MS
    const before = byId(data.rowsBetween(code, -Infinity, Infinity, then))

    const created = allOf(code).filter((row) => instant(row, 'created_at') <= then)
    expect(before.size).toBe(created.length)
    expect(created.filter(({ public_id }) => !before.has(public_id))).toEqual([])
  })

  test('an edit comes within 45 days, sets updated_at, and moves no other timestamp', () => {
    const then = NOW - 20 * DAY_MS
    const now = byId(allOf(code))
    const before = data.rowsBetween(code, NOW - 65 * DAY_MS, then, then)

    const edited = before.filter((row) => instant(now.get(row.public_id), 'updated_at') > then)

    expect(edited.length).toBeGreaterThan(0)
    for (const row of edited) {
      const later = now.get(row.public_id)
      expect(later).toMatchObject({ created_at: row['created_at'] })
      expect(later?.['communicated_at']).toBe(row['communicated_at'])
      expect(instant(later, 'updated_at')).toBeLessThan(instant(row, 'created_at') + 43 * DAY_MS)
    }
  })

  test('a campaign puts many rows on one instant', () => {
    const rowsByInstant = new Map<unknown, number>()
    for (const row of allOf(code)) {
      rowsByInstant.set(row[cursorField], (rowsByInstant.get(row[cursorField]) ?? 0) + 1)
    }

    const crowded = [...rowsByInstant.values()].filter((rows) => rows > 80)

    expect(crowded.length).toBeGreaterThan(10)
  })
})

test('a few rows arrive hours after they happened', () => {
  const lateness = allOf('D23').map(
    (row) => instant(row, 'created_at') - instant(row, 'communicated_at'),
  )

  expect(Math.min(...lateness)).toBeGreaterThanOrEqual(0)
  expect(lateness.filter((ms) => ms > HOUR_MS).length).toBeGreaterThan(500)
  expect(Math.max(...lateness)).toBeLessThan(2 * DAY_MS)
})

test('Fridays are quiet, and so are nights', () => {
  const instants = allOf('D21').map((row) => new Date(instant(row, 'communicated_at')))
  const onDay = (day: number): number => instants.filter((at) => at.getUTCDay() === day).length
  const duringWork = instants.filter((at) => at.getUTCHours() >= 6 && at.getUTCHours() < 18)

  expect(onDay(5)).toBeLessThan(onDay(1) / 2)
  expect(duringWork.length / instants.length).toBeGreaterThan(0.85)
})

test('a call’s duration is null or has a fraction', () => {
  const durations = allOf('D21')
    .map(({ duration }) => duration)
    .filter((duration) => typeof duration === 'number')

  expect(durations.length).toBeGreaterThan(5_000)
  expect(durations.filter((duration) => Number.isInteger(duration))).toEqual([])
})

test('a broken promise changes the row, but not its place', () => {
  const then = NOW - 10 * DAY_MS
  const now = byId(allOf('D23'))
  const promised = data
    .rowsBetween('D23', NOW - 50 * DAY_MS, then, then)
    .filter((row) => row['outcome_option'] === 'PTP' && row['is_ptp_broken'] === false)

  const broken = promised.filter((row) => now.get(row.public_id)?.['is_ptp_broken'] === true)

  expect(broken.length).toBeGreaterThan(5)
})

test('a conversation is shown once, as it is now', () => {
  const sent = data.rowsBetween('D22', NOW - HOUR_MS * 80, NOW, NOW - HOUR_MS * 72)
  const now = byId(allOf('D22'))

  const moved = sent.filter(
    (row) => instant(now.get(row.public_id), 'updated_at') > instant(row, 'updated_at'),
  )

  expect(moved.length).toBeGreaterThan(0)
  expect(moved.filter((row) => now.get(row.public_id)?.['status'] === 'SENT')).toEqual([])
})
