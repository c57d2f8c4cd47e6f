import { parseConfig } from '../../src/config'
import { ConfigError } from '../../src/errors'

const NOW = Date.UTC(2025, 5, 1)
const PASSWORD = 'secret'
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

describe('a base URL is understood, or refused by name', () => {
  test.each([
    ['https://proxy.example/admin/v3', 'https://proxy.example/'],
    ['https://proxy.example/admin/v3/', 'https://proxy.example/'],
    ['https://proxy.example/cleargrid/admin/v3', 'https://proxy.example/cleargrid'],
    ['https://proxy.example/cleargrid//', 'https://proxy.example/cleargrid'],
    ['https://proxy.example/', 'https://proxy.example/'],
    ['https://proxy.example/admin', 'https://proxy.example/admin'],
  ])('%s', (base_url, expected) => {
    expect(parseConfig({ ...LOGIN, base_url }, NOW).baseUrl?.href).toBe(expected)
  })

  test.each([
    ['https://proxy.example/?tenant=1', 'not have a query (?)'],
    ['https://proxy.example?', 'not have a query (?)'],
    ['https://proxy.example/#top', 'not have a fragment (#)'],
    ['https://user@proxy.example', 'not have a user name or password'],
    ['https://user:pass@proxy.example', 'not have a user name or password'],
  ])('%s', (base_url, expected) => {
    expect(refusalOf({ ...LOGIN, base_url })).toBe(
      `The settings are wrong: base_url must ${expected}.`,
    )
  })
})

describe('the password crosses no network unencrypted', () => {
  test.each([['http://localhost:8080'], ['http://127.0.0.1:1'], ['http://[::1]:8080/x']])(
    '%s is this machine',
    (base_url) => {
      expect(parseConfig({ ...LOGIN, base_url }, NOW).baseUrl).toEqual(new URL(base_url))
    },
  )

  test.each([
    ['http://v3-api.cleargrid.ai'],
    ['http://localhost.evil.example'],
    ['http://127.0.0.1.evil.example'],
    ['http://10.0.0.1'],
    ['http://0.0.0.0'],
    ['http://localhost@evil.example'],
  ])('%s is another', (base_url) => {
    expect(refusalOf({ ...LOGIN, base_url })).toContain('base_url must begin with https://')
  })
})
