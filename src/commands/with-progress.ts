import { StoppedError } from '../errors'
import { progressLines } from '../terminal/progress-lines'
import type { World } from './command-context'

const EVERY_MS = 60_000

/**
 * Says in the log how far the work is, once a minute, as long as it goes on.
 * @throws what the work throws.
 */
export async function withProgress<T>(
  { runtime, tally }: Pick<World, 'runtime' | 'tally'>,
  work: () => Promise<T>,
): Promise<T> {
  const done = new AbortController()
  const beganAtMs = runtime.elapsedMs()
  const clock = (async (): Promise<void> => {
    for (;;) {
      await runtime.sleep(EVERY_MS, done.signal)
      const lines = progressLines(tally, runtime.elapsedMs() - beganAtMs)
      runtime.log('INFO', `So far: ${lines.join('; ')}.`)
    }
  })().catch(() => {})
  try {
    return await work()
  } finally {
    done.abort(new StoppedError())
    await clock
  }
}
