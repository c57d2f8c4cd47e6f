import { parseConfig, secretsIn } from '../src/config'
import { ConfigError } from '../src/errors'
import { DAY_MS } from '../src/time/instant'

const NOW = Date.UTC(2025, 5, 1)
const PASSWORD = 'correct horse battery staple'
const LOGIN = { lender: 'acme-finance', email: 'exports@acme.example', password: PASSWORD }

/** The sentence with which settings are refused. */
function refusalOf(raw: unknown): string {
  try {
    parseConfig(raw, NOW)
  } catch (thrown) {
    if (thrown instanceof ConfigError) return thrown.message
    throw thrown
  }
  throw new Error('The settings were accepted.')
}

test('three settings are enough: the others have their documented defaults', () => {
  const config = parseConfig(LOGIN, NOW)

  expect(config).toEqual({
    environment: 'production',
    discoverNewFields: true,
    credentials: LOGIN,
    startDate: Date.UTC(2023, 0, 1),
    endDate: undefined,
    lookbackMs: 2 * DAY_MS,
    recheckMs: 45 * DAY_MS,
    windowMsMax: 30 * DAY_MS,
    directWindowMsMax: 366 * DAY_MS,
    pageSize: 500,
    concurrency: 4,
    baseUrl: undefined,
  })
})

test('what is set is taken, in the units that the code uses', () => {
  const raw = {
    ...LOGIN,
    environment: 'staging',
    ...{ lookback_days: 0, recheck_days: 365 },
    window_days: 7,
    ...{ page_size: 1000, concurrency: 32 },
    base_url: 'https://proxy.example/cleargrid',
  }

  const config = parseConfig(raw, NOW)

  expect(config).toMatchObject({
    environment: 'staging',
    lookbackMs: 0,
    recheckMs: 365 * DAY_MS,
    windowMsMax: 7 * DAY_MS,
    directWindowMsMax: 7 * DAY_MS,
    pageSize: 1000,
    concurrency: 32,
    baseUrl: new URL('https://proxy.example/cleargrid'),
  })
})

test.each([['2024-02-01'], ['2024-02-01T00:00:00Z'], ['2024-02-01T00:00:00.000Z']])(
  'a date may be given as %s',
  (date) => {
    const config = parseConfig({ ...LOGIN, start_date: '2023-05-05', end_date: date }, NOW)

    expect(config.endDate).toBe(Date.UTC(2024, 1, 1))
  },
)

test('null is a field that was left empty', () => {
  const raw = { ...LOGIN, environment: null, end_date: null, page_size: null, base_url: null }

  expect(parseConfig(raw, NOW)).toEqual(parseConfig(LOGIN, NOW))
})

test('a setting of a later version is no mistake', () => {
  expect(parseConfig({ ...LOGIN, colour: 'blue' }, NOW)).toEqual(parseConfig(LOGIN, NOW))
})

test('the settings that were handed in stay as they are', () => {
  const raw = Object.freeze({ ...LOGIN, end_date: null })

  parseConfig(raw, NOW)

  expect(raw).toEqual({ ...LOGIN, end_date: null })
})

test('every wrong field is named at once, once', () => {
  const raw = {
    environment: 'moon',
    lender: 'two words',
    email: 'nobody',
    start_date: 'yesterday',
    end_date: '2024-02-30',
    lookback_days: -1,
    recheck_days: 1.5,
    window_days: 0,
    page_size: 1001,
    concurrency: '4',
    base_url: 'ftp://somewhere',
  }

  const refusal = refusalOf(raw)

  const fields = [...Object.keys(raw), 'password']
  const faults = refusal.replace('The settings are wrong: ', '').split('; ')
  expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual(fields.sort())
})

test('dates and URLs are judged where they can be, whatever else is wrong', () => {
  const refusal = refusalOf({
    lender: 'acme',
    page_size: 2_000,
    start_date: '2024-02-02',
    end_date: '2024-01-01',
    base_url: 'http://10.0.0.1?x=1',
  })

  expect(refusal).toContain('email is missing')
  expect(refusal).toContain('password is missing')
  expect(refusal).toContain('page_size must be at most 1000')
  expect(refusal).toContain('end_date must be after start_date')
  expect(refusal).toContain('base_url must begin with https://')
  expect(refusal).toContain('must not have a query (?)')
})

test('a start date that is none says nothing about the end date', () => {
  const refusal = refusalOf({ ...LOGIN, start_date: 'soon', end_date: '2024-01-01' })

  expect(refusal).toMatch(/^The settings are wrong: start_date must be [^;]+$/)
})

describe('a wrong value is refused with what was expected', () => {
  test.each([
    ['environment', 'moon', 'environment must be one of production, staging, sandbox'],
    ['lender', undefined, 'lender is missing'],
    ['lender', null, 'lender is missing'],
    ['lender', '', 'lender must not be empty'],
    ['lender', 'acme-finance\n', 'lender must be letters, digits, dots, dashes and underscores'],
    ['lender', ' acme', 'lender must be letters, digits, dots, dashes and underscores'],
    ['lender', '../admin', 'lender must be letters, digits, dots, dashes and underscores'],
    ['email', 'exports@acme.example\n', 'email must be an email address'],
    ['password', 17, 'password must be text'],
    ['start_date', '2024-1-1', 'start_date must be YYYY-MM-DD or YYYY-MM-DDTHH:mm:ssZ'],
    ['start_date', '2024-01-01T00:00:00+04:00', 'start_date must be YYYY-MM-DD or'],
    ['start_date', '2023-02-29', 'start_date must be a real date-time'],
    ['start_date', '2024-01-01T25:00:00Z', 'start_date must be a real date-time'],
    ['window_days', 367, 'window_days must be at most 366'],
    ['page_size', '500', 'page_size must be a whole number'],
    ['concurrency', 0, 'concurrency must be at least 1'],
    ['base_url', 'localhost:8080', 'base_url must be https://host'],
    ['base_url', 'https://', 'base_url must be'],
  ])('%s: %p', (field, value, expected) => {
    const refusal = refusalOf({ ...LOGIN, [field]: value })

    expect(refusal).toContain(`The settings are wrong: ${expected}`)
  })
})

test.each([[`${PASSWORD}\n`], [` ${PASSWORD}`], [`${PASSWORD}\r\n`], [[PASSWORD]]])(
  'a password that is refused is never told: %p',
  (password) => {
    const refusal = refusalOf({ ...LOGIN, password })

    expect(refusal).toContain('password must be')
    expect(refusal).not.toContain('horse')
  },
)

test.each([[[]], ['text'], [null], [7], [undefined]])('%p holds no settings', (raw) => {
  expect(refusalOf(raw)).toBe(
    'The settings are wrong: the settings file must hold one JSON object.',
  )
})

describe('a stretch of time that holds nothing is refused', () => {
  test.each([
    ['the end before the start', '2024-01-02', '2024-01-01', 'end_date must be after start_date'],
    ['the end at the start', '2024-01-01', '2024-01-01', 'end_date must be after start_date'],
    ['a start in the future', '2025-07-01', null, 'start_date must not lie in the future'],
  ])('%s', (_, start_date, end_date, expected) => {
    expect(refusalOf({ ...LOGIN, start_date, end_date })).toContain(expected)
  })

  test('but a clock that is some hours slow forbids nobody to begin today', () => {
    const raw = { ...LOGIN, start_date: '2025-06-01T12:00:00Z' }

    expect(parseConfig(raw, NOW).startDate).toBeGreaterThan(NOW)
  })
})

test('secrets are found whatever else is wrong, and however short', () => {
  expect(secretsIn({ password: 'x' })).toEqual(['x'])
  expect(secretsIn({ password: PASSWORD, lender: 7, email: 'x' })).toEqual([PASSWORD])
  expect(secretsIn({ password: 7 })).toEqual([])
  expect(secretsIn(null)).toEqual([])
  expect(secretsIn('password')).toEqual([])
})
