import { fixedData } from '../../src/sandbox/data'
import type { ScriptedAnswer } from '../../src/sandbox/server'
import { startClearGrid } from '../support/clear-grid'
import { START, sync } from '../support/sync'

const HOUR = 3_600_000
const rowsOf = (
  count: number,
): { public_id: string; communicated_at: string; updated_at: string }[] =>
  Array.from({ length: count }, (_, index) => {
    const at = new Date(START + index * HOUR).toISOString()
    return {
      public_id: `row-${String(index).padStart(2, '0')}`,
      communicated_at: at,
      updated_at: at,
    }
  })
const data = fixedData({ D21: rowsOf(10), D22: rowsOf(6), D23: rowsOf(0) })
const streams = ['communication_logs', 'conversations', 'manual_communication_logs'] as const
const settings = { sizeMax: { windowMs: 30 * 24 * HOUR, pageSize: 4 }, concurrency: 2 }

const JSON_BODY = { success: false, message: 'no' }
const FAULTS: Readonly<Record<string, ScriptedAnswer>> = {
  'reset before the headers': { hangUp: 'before-headers' },
  'reset in mid-body': { hangUp: 'mid-body' },
  'a body that is too short': { hangUp: 'short-body' },
  '401': { status: 401, body: JSON_BODY },
  '403 with HTML': { status: 403, body: '<html>' },
  '408': { status: 408 },
  '429': { status: 429, headers: { 'retry-after': '3' } },
  '500': { status: 500, body: JSON_BODY },
  '502': { status: 502, body: '<html>' },
  '503': { status: 503 },
  '504': { status: 504 },
  '204': { status: 204 },
  'an HTML page': { status: 200, body: '<html>Log in</html>' },
  'torn JSON': { status: 200, body: '{"body":{"rows":[' },
  'errors in the envelope': { status: 200, body: { code: 500, errors: ['db down'] } },
  'gzip that is none': { status: 200, headers: { 'content-encoding': 'gzip' }, body: '{}' },
}

/** One sync, of which one request gets a fault; nothing may come of that. */
async function syncWith(fault: ScriptedAnswer, at: number): Promise<string[]> {
  const clearGrid = await startClearGrid({
    data,
    intercept: ({ index }) => (index === at ? fault : undefined),
  })
  const { ids, errors, isComplete } = await sync(clearGrid, { settings, streams })
  await clearGrid.close()
  const lost =
    [...new Set(ids('communication_logs'))].length < 10 || new Set(ids('conversations')).size < 6
  return [
    ...(isComplete ? [] : [`at request ${at}: ${errors.map(({ message }) => message).join()}`]),
    ...(lost ? [`at request ${at}: rows are missing`] : []),
  ]
}

async function requestsOfACalmSync(): Promise<number> {
  const clearGrid = await startClearGrid({ data })
  await sync(clearGrid, { settings, streams })
  await clearGrid.close()
  return clearGrid.exchanges.length
}

test.each(Object.entries(FAULTS))(
  'one fault, at whichever request, costs no row: %s',
  async (name, fault) => {
    const requests = await requestsOfACalmSync()
    const wrong: string[] = []

    // The login itself takes a 403 for its answer: something in between is asked again as well.
    for (let at = name === '401' ? 1 : 0; at < requests; at += 1) {
      wrong.push(...(await syncWith(fault, at)))
    }

    expect(requests).toBeGreaterThan(5)
    expect(wrong).toEqual([])
  },
)
