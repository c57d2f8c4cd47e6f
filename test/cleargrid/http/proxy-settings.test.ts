import { ExchangeFailure } from '../../../src/cleargrid/http/failure'
import { isExcepted } from '../../../src/cleargrid/http/no-proxy'
import { proxyFor } from '../../../src/cleargrid/http/proxy-settings'

const CLEARGRID = new URL('https://api.corp.example')
const basic = (user: string): string => `Basic ${Buffer.from(user).toString('base64')}`

describe('the address of a proxy as people write it', () => {
  test.each([
    ['proxy.example:3128', 'proxy.example', 3128, undefined],
    ['http://proxy.example', 'proxy.example', 80, undefined],
    ['http://proxy.example:3128/', 'proxy.example', 3128, undefined],
    ['HTTP://10.0.0.1:8080', '10.0.0.1', 8080, undefined],
    ['https://proxy.example', 'proxy.example', 443, undefined],
    ['http://[fd00::1]:3128', 'fd00::1', 3128, undefined],
    ['user:secret@proxy.example:3128', 'proxy.example', 3128, 'user:secret'],
    ['http://user:pa/ss@proxy.example:1', 'proxy.example', 1, 'user:pa/ss'],
    ['http://user:100%sure@proxy.example:1', 'proxy.example', 1, 'user:100%sure'],
    ['http://user:p%40s%zz@proxy.example:1', 'proxy.example', 1, 'user:p@s%zz'],
    ['http://user:p@s:s#?@proxy.example:1', 'proxy.example', 1, 'user:p@s:s#?'],
    ['http://user@proxy.example:1', 'proxy.example', 1, 'user:'],
    ['http://dom%5Cuser:p%C3%A9@proxy.example:1', 'proxy.example', 1, 'dom\\user:pé'],
  ])('%s', (value, host, port, user) => {
    expect(proxyFor(CLEARGRID, { HTTPS_PROXY: value })).toEqual({
      isSecure: value.startsWith('https:'),
      host,
      port,
      authorization: user === undefined ? undefined : basic(user),
    })
  })

  test.each([
    ['socks5://user:secret@proxy.example:1080'],
    ['socks5h://secret'],
    ['ftp://secret'],
    ['http://'],
    ['http://user:secret@'],
    ['http://secret host:1'],
    ['http://secret.example:port'],
    ['secret:99999'],
    ['://secret'],
    ['"http://secret.example:1"'],
    ["'secret.example:1'"],
    ['<secret>'],
    ['http:/secret.example:1'],
    ['http:secret.example:1'],
    ['http://http://secret.example:1'],
    ['secret.example:'],
    ['http://secret%20.example:1'],
  ])('what cannot be used is told by the name of the variable: %s', (value) => {
    const faultOf = (name: string): unknown => {
      try {
        return proxyFor(CLEARGRID, { [name]: value })
      } catch (thrown) {
        return thrown
      }
    }
    for (const name of ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy']) {
      const fault = faultOf(name)

      expect(fault).toBeInstanceOf(ExchangeFailure)
      expect(String(fault)).toContain(name)
      expect(String(fault)).not.toContain('secret')
    }
  })
})

test('small letters win, the kind of request wins over ALL_PROXY, and an empty one is none', () => {
  const hostFor = (environment: Record<string, string>): string | undefined =>
    proxyFor(CLEARGRID, environment)?.host

  expect(hostFor({ https_proxy: 'a', HTTPS_PROXY: 'b', ALL_PROXY: 'c' })).toBe('a')
  expect(hostFor({ https_proxy: ' ', HTTPS_PROXY: 'b', ALL_PROXY: 'c' })).toBe('b')
  expect(hostFor({ HTTPS_PROXY: '', ALL_PROXY: 'c' })).toBe('c')
  expect(hostFor({ HTTP_PROXY: 'd' })).toBeUndefined()
  expect(hostFor({})).toBeUndefined()
})

test.each(['http://localhost:1', 'https://127.0.0.1', 'https://[::1]:8443', 'https://localhost'])(
  'loopback is never proxied: %s',
  (url) => {
    expect(proxyFor(new URL(url), { HTTPS_PROXY: 'socks5://x', HTTP_PROXY: 'y' })).toBeUndefined()
  },
)

describe('NO_PROXY', () => {
  test.each([
    ['https://api.corp.example', 'corp.example'],
    ['https://api.corp.example', '.corp.example'],
    ['https://api.corp.example', '*.corp.example'],
    ['https://api.corp.example', 'other.example, API.Corp.Example'],
    ['https://api.corp.example', 'other.example corp.example'],
    ['https://corp.example', '.corp.example'],
    ['https://corp.example.', 'corp.example'],
    ['https://api.corp.example', '*'],
    ['https://api.corp.example', 'corp.example:443'],
    ['https://api.corp.example:8443', 'corp.example:8443'],
    ['https://10.1.2.3', '10.0.0.0/8'],
    ['https://10.1.2.3', '10.1.2.3'],
    ['https://10.1.2.3:8443', '10.1.2.3:8443'],
    ['https://[fd00::5]', 'fd00::/8'],
    ['https://[fd00::5]', 'fd00::5'],
    ['https://[fd00::5]', '[fd00:0::5]'],
    ['https://[fd00::5]:8443', '[fd00::5]:8443'],
  ])('%s is excepted by %s', (url, noProxy) => {
    expect(isExcepted(new URL(url), noProxy)).toBe(true)
    expect(proxyFor(new URL(url), { HTTPS_PROXY: 'p', no_proxy: noProxy })).toBeUndefined()
  })

  test.each([
    ['https://api.corp.example', ''],
    ['https://api.corp.example', ' , '],
    ['https://api.corp.example', 'api'],
    ['https://api.corp.example', 'orp.example'],
    ['https://api.corp.example', 'x.api.corp.example'],
    ['https://api.corp.example', 'corp.example:80'],
    ['https://api.corp.example', '.'],
    ['https://11.1.2.3', '10.0.0.0/8'],
    ['https://10.1.2.3', '10.0.0.0/33'],
    ['https://10.1.2.3', '10.0.0.0/'],
    ['https://10.1.2.3', 'rubbish/8'],
    ['https://10.1.2.3', '10.1.2.4'],
    ['https://10.1.2.3', '2.3'],
    ['https://[fd00::5]', '10.0.0.0/8'],
    ['https://host10.example', '10.0.0.0/8'],
  ])('%s is not by %j', (url, noProxy) => {
    expect(isExcepted(new URL(url), noProxy)).toBe(false)
  })
})
