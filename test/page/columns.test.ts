import { day, mart, MartError, number, orNull, text } from '../../page/marts/columns'

const visits = mart('visits', { day, channel: text, visits: number, rate: orNull(number) })

test('exact and long numbers come as text, dates with or without midnight: both are read', () => {
  const rows = visits.read([
    { day: '2026-05-01', channel: 'visit', visits: '12', rate: '0.500000', more: 1 },
    { day: '2026-05-02 00:00:00+00', channel: 'visit', visits: 3, rate: null },
    { day: '2026-05-03T00:00:00.000Z', channel: 'visit', visits: 0, rate: 0 },
  ])

  expect(rows).toEqual([
    { day: '2026-05-01', channel: 'visit', visits: 12, rate: 0.5 },
    { day: '2026-05-02', channel: 'visit', visits: 3, rate: null },
    { day: '2026-05-03', channel: 'visit', visits: 0, rate: 0 },
  ])
})

test.each([
  ['a column that is missing', { channel: undefined }, 'visits.channel: text was expected'],
  ['a number that is none', { visits: 'many' }, 'visits.visits: a number was expected'],
  ['an empty number', { visits: ' ' }, 'visits.visits: a number was expected'],
  ['nothing where something must be', { visits: null }, 'visits.visits: a number was expected'],
  ['a time of day', { day: '2026-05-01 12:00:00' }, 'visits.day: a date was expected'],
])('%s is refused, by the name of mart and column', (_, wrong, message) => {
  const row = { day: '2026-05-01', channel: 'visit', visits: 1, rate: null, ...wrong }

  expect(() => visits.read([row])).toThrow(MartError)
  expect(() => visits.read([row])).toThrow(message)
})

test('a value never stands in the error: it may be personal', () => {
  const read = (): unknown =>
    visits.read([{ day: '+966500000001', channel: 'visit', visits: 1, rate: null }])

  expect(read).toThrow('a date was expected, not another string')
  expect(read).not.toThrow('966500000001')
})
