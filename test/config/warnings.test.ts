import { warningsAbout } from '../../src/config/warnings'

const LOGIN = { lender: 'acme-finance', email: 'exports@acme.example', password: 'secret' }

describe('what is odd is told, and not refused', () => {
  test.each([
    [{ lookback_day: 9 }, 'lookback_day is not known and is ignored. Did you mean lookback_days?'],
    [{ StartDate: '2024' }, 'StartDate is not known and is ignored. Did you mean start_date?'],
    [{ 'page-size': 9 }, 'page-size is not known and is ignored. Did you mean page_size?'],
    [{ colour: 'blue' }, 'colour is not known and is ignored.'],
  ])('%j', (more, sentence) => {
    expect(warningsAbout({ ...LOGIN, ...more })).toEqual([`The setting ${sentence}`])
  })

  test('a UUID for the lender', () => {
    const lender = '6c9a614c-ff44-4746-8d5b-112ab9c140b8'

    expect(warningsAbout({ ...LOGIN, lender })).toEqual([
      "lender looks like the lender's UUID. Did you mean its short name, like acme-finance?",
    ])
  })

  test('of very many, a few', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`x${index}`, 1]))

    expect(warningsAbout({ ...LOGIN, ...many })).toHaveLength(10)
  })

  test.each([[LOGIN], [{ ...LOGIN, __injected: 1 }], [null], [[]], ['text']])(
    'what is as it should be, or refused in any case, is not odd: %j',
    (raw) => {
      expect(warningsAbout(raw)).toEqual([])
    },
  )
})
