import { withProgress } from '../../src/commands/with-progress'
import { streamStatus } from '../../src/protocol/messages'
import { createTally } from '../../src/terminal/tally'
import { handClock } from '../support/hand-clock'

test('the log says once a minute how far the work is, and no more when it has ended', async () => {
  const clock = handClock()
  const tally = createTally()
  tally.message(streamStatus('conversations', 'STARTED', 0))
  tally.records('conversations', 60_000)
  let ticks = 0
  const sleep = async (delayMs: number, signal?: AbortSignal): Promise<void> => {
    ticks += 1
    if (ticks > 2) await new Promise((_, reject) => listen(signal, reject))
    await clock.sleep(delayMs, signal)
  }

  const result = await withProgress({ runtime: { ...clock, sleep }, tally }, async () => {
    while (ticks < 3) await Promise.resolve()
    return 'done'
  })

  expect(result).toBe('done')
  expect(clock.slept).toEqual([60_000, 60_000])
  expect(clock.logged).toEqual([
    'INFO So far: 60,000 rows, 1,000 rows/s; conversations 60,000.',
    'INFO So far: 60,000 rows, 500 rows/s; conversations 60,000.',
  ])
})

function listen(signal: AbortSignal | undefined, reject: (reason: Error) => void): void {
  signal?.addEventListener('abort', () => reject(signal.reason as Error))
}

test('what the work throws is thrown', async () => {
  const work = withProgress({ runtime: handClockThatWaits(), tally: createTally() }, async () => {
    await Promise.resolve()
    throw new Error('boom')
  })

  await expect(work).rejects.toThrow('boom')
})

function handClockThatWaits(): ReturnType<typeof handClock> {
  const sleep = async (_: number, signal?: AbortSignal): Promise<void> => {
    await new Promise((_resolve, reject) => listen(signal, reject))
  }
  return { ...handClock(), sleep }
}
