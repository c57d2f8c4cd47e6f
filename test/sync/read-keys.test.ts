import { startClearGrid, type ClearGrid } from '../support/clear-grid'
import { sync } from '../support/sync'

let clearGrid: ClearGrid
afterEach(async () => await clearGrid.close())

/** A page as text, because JSON.stringify cannot write such numbers. */
function pageText(keys: readonly (bigint | string)[], nextCursor: string | null): string {
  const rows = keys.map((key) => `{"public_id":${key},"communicated_at":"2026-05-20T10:00:00Z"}`)
  const pagination = JSON.stringify({ nextCursor })
  return `{"code":200,"message":"success","body":{"rows":[${rows.join(',')}],"pagination":${pagination},"meta":{}},"errors":[]}`
}

/** A ClearGrid whose rows of one instant come in pages of 20. */
async function rowsOfOneInstant(keys: readonly (bigint | string)[]): Promise<void> {
  clearGrid = await startClearGrid({
    intercept: ({ dataset, query }) => {
      if (dataset !== 'D23') return undefined
      const from = Number(query['cursor'] ?? 0)
      const next = from + 20 < keys.length ? String(from + 20) : null
      return { status: 200, body: pageText(keys.slice(from, from + 20), next) }
    },
  })
}

test.each([
  ['numbers beyond 2^53', (index: number) => 17_000_000_000_000_000_000n + BigInt(index)],
  ['numbers and texts', (index: number) => (index % 2 === 1 ? `${index}` : `"${index - 1}"`)],
])('no row is lost at a border of pages, though keys are %s', async (_, keyOf) => {
  await rowsOfOneInstant(Array.from({ length: 100 }, (_unused, index) => keyOf(index)))

  const { ids, isComplete } = await sync(clearGrid)

  expect(isComplete).toBe(true)
  expect(ids()).toHaveLength(100)
  expect(clearGrid.cursorsAsked('D23')).toEqual([undefined, '20', '40', '60', '80'])
})
