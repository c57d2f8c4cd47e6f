import fc from 'fast-check'
import type { Message } from '../../src/protocol/messages'
import type { ClearGrid } from '../support/clear-grid'
import { ended, start } from '../support/connector'
import {
  ALL,
  command,
  CONCURRENCY,
  CUTS,
  keysOf,
  lastStates,
  PAGE,
  removeFiles,
  startFilled,
  wholeLines,
} from '../support/cut-short'

let clearGrid: ClearGrid
beforeAll(async () => (clearGrid = await startFilled()))
afterAll(async () => {
  await clearGrid.close()
  removeFiles()
})

/** Reads until so many bytes have come, kills, and gives the whole lines up to there. */
async function readUntil(bytes: number): Promise<Message[]> {
  const child = start(command(clearGrid, []))
  let text = ''
  for await (const chunk of child.stdout) {
    text += String(chunk)
    if (text.length >= bytes) break
  }
  child.kill('SIGKILL')
  return wholeLines(text.slice(0, bytes))
}

test('killed at any byte and resumed from the last whole STATE, no row is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 800_000 }), async (bytes) => {
      const before = await readUntil(bytes)
      const { messages: after } = await ended(start(command(clearGrid, lastStates(before))))

      const read = [...keysOf(before), ...keysOf(after)]
      expect(new Set(read)).toEqual(new Set(ALL))
      // About a page for each walk in flight: the page, and what shares its last instant.
      expect(read.length - ALL.length).toBeLessThanOrEqual(CONCURRENCY * (PAGE + 10))
    }),
    { numRuns: CUTS, endOnFailure: true },
  )
})
