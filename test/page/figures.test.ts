import { figuresOf } from '../../page/figures/figures'
import type { Figure } from '../../page/figures/figure'
import type { Marts } from '../../page/marts/marts'
import { someMarts } from './support/marts'

const MARTS = someMarts()

function figuresBy(marts: Marts): ReadonlyMap<string, Figure> {
  const figures = figuresOf(marts, { timeZone: 'UTC', counts: [] })
  return new Map(figures.map((figure) => [figure.id, figure]))
}

/** The same marts, as they are where nothing has been loaded. */
function noMarts(): Marts {
  return Object.fromEntries(Object.keys(MARTS).map((name) => [name, []])) as unknown as Marts
}

const FIGURES = figuresBy(MARTS)

/** Worked out by hand from test/page/support/marts.ts. */
test.each([
  ['attempt-funnel', 'A person answers or reads 20.0% of outbound attempts'],
  ['outcome-funnel', '25.0% of right-party contacts end in a promise to pay'],
  [
    'best-time',
    'Calls are answered most often on Sundays from 19:00: 49.0%, against 29.4% at all times',
  ],
  ['promises', '40.0% of promises made 30 or more days ago are broken'],
  [
    'promise-to-payment',
    '50.0% of customers who promised have paid something, against 40.0% of all',
  ],
  [
    'contact-cohorts',
    '51.5% of people are reached within 7 days of the first attempt, 61.0% within 30',
  ],
  ['channel-mix', 'Calls are 50.0% of outbound attempts: 50.0% in Sept 2026, 50.0% in Sept 2025'],
  ['contact-frequency', '0.1% of attempts went over the limit of 7 to one person within 7 days'],
  ['delivery', '5.0% of outbound threads do not arrive'],
  ['completeness', 'Rows by day, not compared with ClearGrid’s counts'],
])('%s finds: %s', (id, title) => {
  expect(FIGURES.get(id)?.title).toBe(title)
})

/** Worked out by hand, too: each column of a table is a sum of its own. */
test.each([
  ['attempt-funnel', ['Contacts', 4800, 0.2, 0.4]],
  ['outcome-funnel', ['Promises', 700, 0.1, 0.25]],
  ['best-time', ['Monday', '08:00', 100, 10, 0.1]],
  ['promises', ['14–29 days', 100, 44, 0.44, 36, 0.36, 20, 0.2]],
  ['promise-to-payment', ['Promise overdue', 100, 10, 0.1, 40, 0.4, 50, 0.5]],
  ['contact-cohorts', ['Sept 2026', 100, 0.42, 0.52, 0.62, 0.72]],
  ['contact-cohorts', ['Oct 2026', 100, 0.43, 0.53, 0.63, null]],
  ['channel-mix', ['Nov 2024', 'SMS', 300, 0.3]],
  ['contact-frequency', ['28 Sept 2026', 9, 350, 3, 3 / 350]],
  ['delivery', ['Email', 1000, 600, 0.6, 330, 0.33, 20, 0.02, 50, 0.05]],
  ['completeness', ['conversations', '9 Nov 2026', 100, null, 'not compared']],
])('the table of %s has the row %j', (id, row) => {
  expect(FIGURES.get(id)?.table.rows).toContainEqual(row)
})

test('every figure has a table of the width of its head, and says what it counts', () => {
  for (const { subtitle, table, chart } of FIGURES.values()) {
    expect(subtitle).toMatch(/share of|Rows of each stream|Most outbound attempts/)
    expect(table.rows.length).toBeGreaterThan(2)
    expect(table.rows.filter((row) => row.length !== table.columns.length)).toEqual([])
    expect(chart).toBeDefined()
  }
})

test('each share of a table is one: from 0 to 1, or none', () => {
  for (const { table } of FIGURES.values()) {
    const shares = table.columns.flatMap(({ kind }, at) =>
      kind === 'share' ? table.rows.map((row) => row[at]) : [],
    )
    expect(
      shares.filter((share) => share !== null && !(Number(share) >= 0 && Number(share) <= 1)),
    ).toEqual([])
  }
})

test('where nothing is loaded, every figure says so, and draws nothing', () => {
  for (const { title, chart, table } of figuresBy(noMarts()).values()) {
    expect(title).toMatch(/^(No|Nobody) .*(tables|ago)$/)
    expect(chart).toBeUndefined()
    expect(table.rows.filter((row) => typeof row[1] === 'number' && row[1] > 0)).toEqual([])
  }
})

test('a provider’s text that may quote a number is not handed round', () => {
  const notes = FIGURES.get('delivery')?.notes.join(' ')

  expect(notes).toContain('“Absent subscriber” (30 threads)')
  expect(JSON.stringify(FIGURES.get('delivery'))).not.toContain('966500000001')
})

test('hours with few calls are drawn small, and never named as the best', () => {
  const lucky = MARTS.bestTimeToCall.map((hour) =>
    hour.attempts === 10 ? { ...hour, contacts: 10, contacts_per_attempt: 1 } : hour,
  )
  const figure = figuresBy({ ...MARTS, bestTimeToCall: lucky }).get('best-time')
  const chart = figure?.chart

  expect(figure?.title).toContain('on Sundays from 19:00: 49.0%')
  expect(chart?.kind === 'heat' && chart.cells.filter(({ isThin }) => isThin)).toHaveLength(12)
})

test('inbound attempts are no part of the funnel of what we send', () => {
  const inbound = MARTS.attemptFunnel.map((row) => ({ ...row, direction: 'inbound' }))
  const figure = figuresBy({ ...MARTS, attemptFunnel: [...MARTS.attemptFunnel, ...inbound] })

  expect(figure.get('attempt-funnel')).toEqual(FIGURES.get('attempt-funnel'))
})
