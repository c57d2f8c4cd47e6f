import fc from 'fast-check'
import type { ClearGrid } from '../support/clear-grid'
import { ended, start, type Run } from '../support/connector'
import {
  ALL,
  command,
  CUTS,
  keysOf,
  lastStates,
  removeFiles,
  startFilled,
} from '../support/cut-short'

let clearGrid: ClearGrid
beforeAll(async () => (clearGrid = await startFilled()))
afterAll(async () => {
  await clearGrid.close()
  removeFiles()
})

/** A read that is told to stop when so many bytes have come. */
async function toldToStopAt(bytes: number, name: NodeJS.Signals): Promise<Run> {
  const child = start(command(clearGrid, []))
  let length = 0
  child.stdout.on('data', (chunk: Buffer) => {
    length += chunk.length
    if (length >= bytes && length - chunk.length < bytes) child.kill(name)
  })
  return await ended(child)
}

test('told to stop at any moment, it ends of the signal, and what it said is true', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 700_000 }),
      fc.constantFrom('SIGTERM' as const, 'SIGINT' as const),
      async (bytes, name) => {
        const { code, signal, stdout, stderr, messages } = await toldToStopAt(bytes, name)

        // It may just have come to its end.
        expect([0, name]).toContain(code ?? signal)
        expect(stderr).toBe('')
        expect(stdout.endsWith('\n')).toBe(true)
        const counted = messages.reduce(
          (sum, one) => sum + (one.type === 'STATE' ? one.state.sourceStats.recordCount : 0),
          0,
        )
        expect(counted).toBe(keysOf(messages).length)

        const { messages: after } = await ended(start(command(clearGrid, lastStates(messages))))
        expect(new Set([...keysOf(messages), ...keysOf(after)])).toEqual(new Set(ALL))
      },
    ),
    { numRuns: Math.ceil(CUTS / 2), endOnFailure: true },
  )
})
