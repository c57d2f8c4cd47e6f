import { createScanMemory, createScanner } from '../../../src/cleargrid/page/scan-page'
import type { Field } from '../../../src/cleargrid/page/row-format'
import { FORMAT } from '../../support/rows'

const scan = createScanner(FORMAT, createScanMemory())

function pageWith(rows: string): Buffer {
  return Buffer.from(`{"body":{"rows":[${rows}],"pagination":{"nextCursor":null}}}`)
}

const row = (at: string, more = ''): string => `{"public_id":"a","at":"${at}"${more}}`

/** A row with all its fields, which nobody has to look at once more. */
const wholeRow = (at: string): string =>
  `{"public_id":"a","at":"${at}","updated_at":"2026-03-01T00:00:00Z",` +
  '"duration":1,"count":1,"is_active":true,"delivery":null,"tags":[]}'

test('an answer of more than sixteen megabytes is left to the parsed way: memory never shrinks', () => {
  const note = (megabytes: number): Buffer =>
    pageWith(row('2026-01-01T00:00:00Z', `,"note":"${'x'.repeat(megabytes * 1024 * 1024)}"`))

  expect(scan?.(note(15))?.rows).toHaveLength(1)
  expect(scan?.(note(16))).toBeUndefined()
})

test('the instants of a page outlive the next one', () => {
  const first = scan?.(pageWith(row('2026-01-01T00:00:00Z')))?.rows

  scan?.(pageWith(row('2025-01-01T00:00:00Z')))

  expect(first?.cursorValue(0)).toBe(Date.UTC(2026, 0, 1))
  expect([...(first?.cursorValues ?? [])]).toEqual([Date.UTC(2026, 0, 1)])
  expect([...(first?.changeInstants ?? [])]).toEqual([NaN])
})

test('an instant that has no role differs where it is none', () => {
  const seen: Field = { name: 'seen_at', types: ['string'], isInstant: true }
  const scanSeen = createScanner(
    {
      ...FORMAT,
      fields: [FORMAT.fields[0], FORMAT.fields[1], seen].flatMap((one) => one ?? []),
    },
    createScanMemory(),
  )
  const differing = (text: string): unknown =>
    scanSeen?.(pageWith(row('2026-01-01T00:00:00Z', `,"seen_at":"${text}"`)))?.rows.differing

  expect(differing('2026-01-01T00:00:00Z')).toEqual([])
  expect(differing('yesterday')).toEqual([0])
})

test.each([
  ['1900-02-29T00:00:00Z'],
  ['2026-01-01T00:00:00+00:00x'],
  ['2026-01-01T00:00:00Zx'],
  ['2026-01-01T24:00:00Z'],
  ['2026-01-01T00:00:60Z'],
  ['2026-01-01T00:00:00.Z'],
])('%s is no instant', (text) => {
  const rows = scan?.(pageWith(wholeRow(text)))?.rows

  expect(rows?.cursorValue(0)).toBeUndefined()
  expect(rows?.differing).toEqual([0])
})

test.each([
  ['2026-01-01T00:00:00.5Z', Date.UTC(2026, 0, 1) + 500],
  ['2026-01-01T02:00:00+02:00', Date.UTC(2026, 0, 1)],
  ['2025-12-31T22:30:00-01:30', Date.UTC(2026, 0, 1)],
  ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
  ['1970-01-01T00:00:00Z', 0],
])('%s is one', (text, instant) => {
  expect(scan?.(pageWith(wholeRow(text)))?.rows.cursorValue(0)).toBe(instant)
})

describe('a row differs from what is known', () => {
  const whole = (more: string): string =>
    `{"public_id":"a","at":"2026-01-01T00:00:00Z","updated_at":null,"duration":1.5,"count":1,"is_active":true,${more}}`
  const differing = (text: string): unknown => scan?.(pageWith(text))?.rows.differing

  test.each([
    ['nothing', '"delivery":{"status":"sent"},"tags":[]', []],
    ['a field that is missing', '"delivery":null', [0]],
    ['an object in the place of a list', '"delivery":null,"tags":{}', [0]],
    ['a list in the place of an object', '"delivery":[],"tags":[]', [0]],
    ['text in the place of an object', '"delivery":"sent","tags":[]', [0]],
    ['a number in an object in the place of text', '"delivery":{"status":1},"tags":[]', [0]],
  ])('%s', (_, more, expected) => {
    expect(differing(whole(more))).toEqual(expected)
  })

  test('an object in the place of a number, though its own fields are known', () => {
    const nested: Field = {
      name: 'n',
      types: ['number'],
      isInstant: false,
      fields: [{ name: 'x', types: ['number'], isInstant: false }],
    }
    const fields = [...FORMAT.fields.slice(0, 2), nested]
    const scanNested = createScanner({ ...FORMAT, fields }, createScanMemory())

    const rows = scanNested?.(pageWith(row('2026-01-01T00:00:00Z', ',"n":{"x":1}')))?.rows

    expect(rows?.differing).toEqual([0])
  })
})

test('when a row was changed is not where it stands', () => {
  const rows = scan?.(pageWith(wholeRow('2026-01-01T00:00:00Z')))?.rows

  expect(rows?.differing).toEqual([])
  expect([...(rows?.cursorValues ?? [])]).toEqual([Date.UTC(2026, 0, 1)])
  expect([...(rows?.changeInstants ?? [])]).toEqual([Date.UTC(2026, 2, 1)])
})

test('long names that begin alike are told apart', () => {
  const long = (end: string, type: 'number' | 'string'): Field => ({
    ...{ name: `a_name_of_twenty_signs_${end}`, types: [type], isInstant: false },
  })
  const fields = [...FORMAT.fields.slice(0, 2), long('a', 'number'), long('b', 'string')]
  const scanLong = createScanner({ ...FORMAT, fields }, createScanMemory())
  const more = ',"a_name_of_twenty_signs_b":"x","a_name_of_twenty_signs_a":1'

  const rows = scanLong?.(pageWith(row('2026-01-01T00:00:00Z', more)))?.rows

  expect(rows?.differing).toEqual([])
})
