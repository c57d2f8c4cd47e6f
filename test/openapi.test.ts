import { startClearGrid, type ClearGrid } from './support/clear-grid'
import { catalogOf, CREDENTIALS, makeFolder, run } from './support/connector'
import { logIn } from './sandbox/asking'
import { openApiFile, type Answer, type OpenApiFile } from './support/openapi'
import { jsonOf, yamlOf } from './support/repository'
import { seededData } from '../src/sandbox/seeded-data'
import { STREAMS } from '../src/streams'

const DATA_NOW = Date.UTC(2026, 5, 1)
const NAMES = ['communication_logs', 'conversations', 'manual_communication_logs']
const folder = makeFolder()
let api: OpenApiFile
let clearGrid: ClearGrid

beforeAll(async () => {
  api = await openApiFile()
  clearGrid = await startClearGrid({ data: seededData(), now: () => DATA_NOW })
})

afterAll(async () => {
  await clearGrid.close()
  folder.remove()
})

test('the file is of this version', () => {
  const { info } = yamlOf('docs/openapi.yaml') as { readonly info: { readonly version: string } }

  expect(info.version).toBe((jsonOf('package.json') as { readonly version: string }).version)
})

test('each request of a sync is one that docs/openapi.yaml describes', async () => {
  const config = folder.file('config.json', {
    ...CREDENTIALS,
    base_url: clearGrid.url,
    start_date: '2026-04-01T00:00:00Z',
  })
  // The way to the refresh: a token that is refused in the middle.
  clearGrid.answerNext(({ dataset }) => dataset === 'D22', {
    status: 401,
    body: { success: false, message: 'Invalid or expired token.', requestId: 'req_000000000000' },
  })
  // A fixed catalog: which datasets `discover` offers is not the question.
  const catalog = folder.file('catalog.json', catalogOf(NAMES))

  const { code } = await run(['read', '--config', config, '--catalog', catalog])
  const verdicts = clearGrid.exchanges.map((exchange) => api.judge(exchange))

  expect(code).toBe(0)
  expect(verdicts.filter(({ faults }) => faults.length > 0)).toEqual([])
  expect([...new Set(verdicts.map(({ operation }) => operation))].sort()).toEqual([
    'exportCommunicationLogs',
    'exportConversations',
    'exportManualCommunicationLogs',
    'logIn',
    'refreshToken',
  ])
  expect(clearGrid.exchanges.some(({ query }) => query['cursor'] !== undefined)).toBe(true)
})

const EXPORT: Asked = {
  method: 'GET',
  path: '/admin/v3/lenders/cb80e022-f499-497e-887b-a9ac9ba42fcf/exports/S4/D21',
  headers: { authorization: 'Bearer a.b.c' },
  query: { since: '2026-05-22T10:00:00Z', until: '2026-06-22T10:00:00Z', limit: '500' },
  body: undefined,
}
const LOGIN: Asked = {
  method: 'POST',
  path: '/admin/auth/acme/login',
  headers: { 'content-type': 'application/json' },
  query: {},
  body: { email: 'ops@acme.example', password: 'secret' },
}

test('the examples by which faults are looked for have none themselves', () => {
  expect([EXPORT, LOGIN].map((request) => api.judge(request))).toEqual([
    { operation: 'exportCommunicationLogs', faults: [] },
    { operation: 'logIn', faults: [] },
  ])
})

test.each([
  ['more rows than a page may hold', { ...EXPORT, query: { limit: '1001' } }],
  ['an instant that is none', { ...EXPORT, query: { since: '22.05.2026' } }],
  ['a parameter that ClearGrid does not know', { ...EXPORT, query: { offset: '10' } }],
  ['a direction that is none', { ...EXPORT, query: { sort: 'up' } }],
  ['no access token', { ...EXPORT, headers: {} }],
  ['a lender id that is none', { ...EXPORT, path: EXPORT.path.replace(/cb80.*fcf/, 'acme') }],
  ['a path that is not there', { ...EXPORT, path: '/admin/v3/exports' }],
  ['a login without a password', { ...LOGIN, body: { email: 'ops@acme.example' } }],
  ['a method that is not there', { ...EXPORT, method: 'DELETE' }],
])('a request with %s is none that the file describes', (_, request) => {
  expect(api.judge(request).faults).not.toEqual([])
})

test.each<[number, Partial<Asked>]>([
  [400, { ...LOGIN, body: {} }],
  [401, { ...LOGIN, body: { email: 'ops@acme.example', password: 'the wrong one' } }],
  [401, { ...LOGIN, path: '/admin/auth/acme/refresh-token', body: { refreshToken: 'a.b.c' } }],
  [401, { headers: { authorization: 'Bearer a.b.c' } }],
  [403, { path: EXPORT.path.replace('cb80', 'cb81') }],
  [404, { path: EXPORT.path.replace('D21', 'D24') }],
  [500, { query: { cursor: 'broken' } }],
  [504, { path: EXPORT.path.replace('D21', 'D23'), query: {} }],
])('the sandbox refuses with %i as the file describes it', async (status, asked) => {
  const { token } = await logIn(clearGrid.url, 'acme')
  const request = { ...EXPORT, headers: { authorization: `Bearer ${token}` }, ...asked }

  const answer = await send(clearGrid.url, request)

  expect(answer.status).toBe(status)
  expect(api.judgeAnswer(request, answer)).toEqual([])
})

test('an answer that the file does not describe is found out', () => {
  const answer = { status: 404, contentType: 'application/json', text: '{"success":true}' }

  expect(api.judgeAnswer(LOGIN, answer)).toEqual(['no 404'])
  expect(api.judgeAnswer(LOGIN, { ...answer, status: 401 })).not.toEqual([])
  expect(api.judgeAnswer(LOGIN, { ...answer, status: 401, contentType: 'text/html' })).toEqual([
    'text/html',
  ])
})

test.each(STREAMS)(
  'each row of $name that the sandbox gives is as the file describes it',
  async (stream) => {
    const { token, lenderPublicId } = await logIn(clearGrid.url, 'acme')
    const { section, code } = stream.dataset
    const request = {
      ...EXPORT,
      path: `/admin/v3/lenders/${lenderPublicId}/exports/${section}/${code}`,
      headers: { authorization: `Bearer ${token}` },
      query: { since: '2026-03-01T00:00:00Z', until: '2026-04-01T00:00:00Z', limit: '1000' },
    }

    const answer = await send(clearGrid.url, request)
    const [row] = rowsIn(answer)
    const spoiled = answer.text.replace(JSON.stringify(row), '{}')

    expect(rowsIn(answer).length).toBeGreaterThan(5)
    expect(api.judge(request).operation).not.toBe('exportRows')
    expect(api.judgeAnswer(request, answer)).toEqual([])
    expect(api.judgeAnswer(request, { ...answer, text: spoiled })).not.toEqual([])
  },
)

function rowsIn({ text }: Answer): readonly object[] {
  const { body } = JSON.parse(text) as { readonly body: { readonly rows: readonly object[] } }
  return body.rows
}

interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
}

async function send(url: string, { method, path, query, headers, body }: Asked): Promise<Answer> {
  const answer = await fetch(`${url}${path}?${String(new URLSearchParams(query))}`, {
    method,
    headers,
    body: body === undefined ? null : JSON.stringify(body),
  })
  const contentType = answer.headers.get('content-type') ?? ''
  return { status: answer.status, contentType, text: await answer.text() }
}
