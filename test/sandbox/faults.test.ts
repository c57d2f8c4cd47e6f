import { request } from 'node:http'
import { messageOf } from '../../src/errors'
import { page, startClearGrid, TEST_NOW, type ClearGrid } from '../support/clear-grid'
import { logIn, type Asking } from './asking'

const DAY = { since: '2026-05-01T00:00:00Z', until: '2026-05-02T00:00:00Z' }

let clearGrid: ClearGrid
let asking: Asking

beforeEach(async () => {
  clearGrid = await startClearGrid()
  asking = await logIn(clearGrid.url)
})

afterEach(async () => await clearGrid.close())

interface Outcome {
  readonly headers: Readonly<Record<string, unknown>>
  readonly bytes: number
  readonly failure?: string
}

/** One request on a connection of its own, byte by byte. */
async function outcome(): Promise<Outcome> {
  const { promise, resolve } = withResolvers<Outcome>()
  let seen: Outcome = { headers: {}, bytes: 0 }
  const failed = (thrown: unknown): void => resolve({ ...seen, failure: messageOf(thrown) })
  const asked = request(`${clearGrid.url}/admin/v3`, { agent: false }, (response) => {
    seen = { headers: response.headers, bytes: 0 }
    response.on('data', (chunk: Buffer) => (seen = { ...seen, bytes: seen.bytes + chunk.length }))
    response.on('end', () => resolve(seen)).on('error', failed)
  })
  asked.on('error', failed).end()
  return await promise
}

function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>((done) => (resolve = done))
  return { promise, resolve }
}

test('scripted pages come in order, then the dataset is empty', async () => {
  clearGrid.script('D23', page(['a'], 'c1'), page([], 'c2'), page(['b'], null))

  const pages = await asking.walk('S4/D23', DAY)
  const after = await asking.page('S4/D23', DAY)

  expect(pages.flatMap(({ rows }) => rows)).toEqual([
    { public_id: 'a', communicated_at: DAY.since },
    { public_id: 'b', communicated_at: DAY.since },
  ])
  expect(after).toMatchObject({ rows: [], nextPageCursor: null })
  expect(clearGrid.cursorsAsked('D23')).toEqual([undefined, 'c1', 'c2', undefined])
})

test('a refused request uses up no scripted page', async () => {
  clearGrid.script('D23', page(['a'], null))

  await fetch(`${clearGrid.url}/admin/v3/lenders/${asking.lenderPublicId}/exports/S4/D23`)
  const { ids } = await asking.page('S4/D23', DAY)

  expect(ids).toEqual(['a'])
  expect(clearGrid.exchanges.map(({ status }) => status)).toEqual([200, 401, 200])
})

test('a scripted answer is given once, to the request that it is meant for', async () => {
  const headers = { 'retry-after': '7' }
  clearGrid.answerNext(({ dataset }) => dataset === 'D22', { status: 429, headers, body: { a: 1 } })

  const other = await asking.page('S4/D21', DAY)
  const scripted = await asking.page('S4/D22', DAY)
  const usual = await asking.page('S4/D22', DAY)

  expect([other.status, scripted.status, usual.status]).toEqual([200, 429, 200])
  expect(scripted.text).toBe('{"a":1}')
})

test('every answer carries the sandbox’s own time, unless the script leaves it out', async () => {
  clearGrid.answerNext(({ index }) => index === 2, { status: 200, headers: { date: null } })

  const usual = await outcome()
  const scripted = await outcome()

  expect(usual.headers['date']).toBe(new Date(TEST_NOW).toUTCString())
  expect(scripted.headers).not.toHaveProperty('date')
})

test('a connection is reset before the headers', async () => {
  clearGrid.answerNext(() => true, { hangUp: 'before-headers' })

  expect(await outcome()).toEqual({
    headers: {},
    bytes: 0,
    failure: expect.stringMatching(/ECONNRESET|socket hang up/) as string,
  })
})

test.each(['mid-body', 'short-body'] as const)('%s: fewer bytes than announced', async (hangUp) => {
  clearGrid.answerNext(() => true, { hangUp })

  const { headers, bytes, failure } = await outcome()

  expect(failure).toBeDefined()
  expect(bytes).toBe(Math.floor(Number(headers['content-length']) / 2))
})

test('a late answer is the usual one', async () => {
  clearGrid.answerNext(() => true, { delayMs: 20 })

  expect(await asking.page('S4/D21', DAY)).toMatchObject({ status: 200, nextPageCursor: null })
})

test('closing ends requests that are never answered, and late ones', async () => {
  clearGrid.answerNext(() => true, { never: true })
  clearGrid.answerNext(() => true, { delayMs: 3_600_000 })
  const waiting = [outcome(), outcome()]
  while (clearGrid.exchanges.length < 3) await new Promise(setImmediate)

  await clearGrid.close()

  for (const { failure } of await Promise.all(waiting)) expect(failure).toBeDefined()
  expect(clearGrid.exchanges.map(({ status }) => status)).toEqual([200, undefined, undefined])
})

test('a request id belongs to its exchange: the same in each run', async () => {
  const again = await startClearGrid()
  const texts: string[] = []
  for (const { url } of [clearGrid, again]) {
    const { page: ask } = await logIn(url, 'other')
    if (url === again.url) await ask('S4/D21', DAY)
    texts.push((await ask('S9/D99', DAY)).text)
  }
  await again.close()

  expect(texts[0]).toMatch(/"requestId":"req_[\da-f]{12}"/)
  expect(texts[0]).toBe(texts[1])
})
