import { STREAMS } from '../../src/streams'
import { startSandbox, type Sandbox } from '../../src/sandbox/server'
import { get, logIn, post } from './asking'

const NOW = Date.UTC(2026, 5, 1)
const DAY = { since: '2026-05-01T00:00:00Z', until: '2026-05-02T00:00:00Z' }
const MONTH = { since: '2026-05-01T00:00:00Z', until: '2026-06-01T00:00:00Z' }

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await startSandbox({ now: () => NOW })
})
afterEach(async () => await sandbox.close())

test('the switches in a name make no other lender of it', async () => {
  const [plain, switched, other] = await Promise.all(
    ['acme', 'acme.with-d24.429', 'acme.finance'].map((lender) => logIn(sandbox.url, lender)),
  )

  expect(switched?.lenderPublicId).toBe(plain?.lenderPublicId)
  expect(other?.lenderPublicId).not.toBe(plain?.lenderPublicId)
})

test.each(['403', '404', '500'])(
  '%s-d07: that dataset is answered so, and no other',
  async (status) => {
    const { page } = await logIn(sandbox.url, `acme.${status}-d07`)

    expect((await page('S2/D07', DAY)).status).toBe(Number(status))
    expect((await page('S2/D08', DAY)).status).toBe(200)
  },
)

test('D24 is 404, until a switch opens it', async () => {
  const closed = await logIn(sandbox.url, 'acme')
  const open = await logIn(sandbox.url, 'acme.with-d24')

  expect((await closed.page('S4/D24', DAY)).status).toBe(404)
  expect((await open.page('S4/D24', MONTH)).rows.length).toBeGreaterThan(10)
})

test('a refreshed token keeps the switches', async () => {
  const { lenderPublicId, refreshToken } = await logIn(sandbox.url, 'acme.403-d07')
  const path = `/admin/auth/acme.403-d07/refresh-token`
  const session = (await (await post(`${sandbox.url}${path}`, { refreshToken })).json()) as {
    token: string
  }

  const url = `${sandbox.url}/admin/v3/lenders/${lenderPublicId}/exports/S2/D07`
  expect((await get(url, session)).status).toBe(403)
})

test('429: every fourth request comes too early, and says when to come again', async () => {
  const { page, lenderPublicId, token } = await logIn(sandbox.url, 'acme.429')

  const statuses = []
  for (let request = 1; request < 8; request += 1) statuses.push((await page('S2/D07', DAY)).status)
  const url = `${sandbox.url}/admin/v3/lenders/${lenderPublicId}/exports/S2/D07`
  const answers = await Promise.all([1, 2, 3, 4].map(async () => await get(url, { token })))
  const refused = answers.filter(({ status }) => status === 429)

  expect(statuses).toEqual([200, 200, 429, 200, 200, 200, 429])
  expect(refused.map(({ headers }) => headers.get('retry-after'))).toEqual(['1'])
})

test('504: a window of more than a week is too much', async () => {
  const { page } = await logIn(sandbox.url, 'acme.504')

  expect((await page('S1/D01', MONTH)).status).toBe(504)
  expect((await page('S1/D01', DAY)).status).toBe(200)
})

test('the catalog lists 25 datasets; of the six reserved ones those are available that are open', async () => {
  const available = async (lender: string): Promise<[number, string[]]> => {
    const { lenderPublicId, token } = await logIn(sandbox.url, lender)
    const url = `${sandbox.url}/admin/v3/lenders/${lenderPublicId}/exports`
    const { body } = (await (await get(url, { token })).json()) as Catalog
    const all = body.sections.flatMap(({ datasets }) => datasets)
    return [all.length, all.flatMap((one) => (one.available ? one.code : []))]
  }

  const [count, usual] = await available('acme')
  const [, opened] = await available('acme.with-d24')

  expect([count, usual.length]).toEqual([25, STREAMS.length])
  expect(opened.filter((code) => !usual.includes(code))).toEqual(['D24'])
})

interface Catalog {
  readonly body: {
    readonly sections: readonly {
      readonly datasets: readonly { readonly code: string; readonly available: boolean }[]
    }[]
  }
}
