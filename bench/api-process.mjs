import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const API = fileURLToPath(new URL('api.mjs', import.meta.url))

export const DAY_MS = 86_400_000
export const START = '2025-01-01T00:00:00Z'

/** Rows are spread over a year, as those of a backfill are. */
const SPAN_DAYS = 360

/**
 * Starts the stand-in for ClearGrid in a process of its own.
 * @returns what contenders are told (`rows`, `baseUrl`, `lenderPublicId`, `since`, `until`);
 *   `served`, which says what was served since it was asked last; `close`.
 */
export async function startApi({ rows, latencyMs = 0, gzip = false, spanDays = SPAN_DAYS }) {
  const startMs = Date.parse(START)
  const endMs = startMs + spanDays * DAY_MS
  const options = { rows, latencyMs, gzip, startMs, endMs }
  const child = fork(API, [JSON.stringify(options)])
  const [{ port }] = await once(child, 'message')
  return {
    ...options,
    baseUrl: `http://127.0.0.1:${port}`,
    lenderPublicId: '1d9b0f31-9a73-4d21-8c54-7e2a1d9b0f31',
    since: START,
    until: new Date(endMs).toISOString().replace('.000Z', 'Z'),
    served: async () => {
      child.send('served')
      const [served] = await once(child, 'message')
      return served
    },
    close: async () => {
      child.disconnect()
      await once(child, 'exit')
    },
  }
}
