import type { WriteObserver } from '../protocol/writer'
import type { Runtime } from '../runtime'
import { progressLines } from './progress-lines'
import type { Screen } from './screen'
import { summaryTable } from './summary'
import type { Tally } from './tally'

/** So many lines fit every window. */
const LINES_MAX = 10

/** How often the passing lines are drawn. */
const DRAW_EVERY_MS = 250

/** Shows a person who watches a command how far it is, and at the end what came of it. */
export interface Audience extends WriteObserver {
  /** Draws until the signal is aborted. */
  watch(signal: AbortSignal): Promise<void>
  /** Says what came of it: the table, warnings, errors, the verdict. */
  end(): void
}

/**
 * @param isShared whether stdout is the same terminal: then the lines step aside for what is
 *   written there.
 */
export function createAudience(
  tally: Tally,
  screen: Screen,
  runtime: Pick<Runtime, 'elapsedMs' | 'sleep'>,
  isShared: boolean,
): Audience {
  const stepAside = isShared ? screen.clear : (): void => {}
  const beganAtMs = runtime.elapsedMs()
  return {
    message: stepAside,
    records: stepAside,
    watch: async (signal) => {
      const draw = (): void => {
        if (tally.streams.size === 0) return
        const lines = progressLines(tally, runtime.elapsedMs() - beganAtMs)
        screen.show(lines.slice(0, LINES_MAX))
      }
      try {
        for (;;) {
          await runtime.sleep(DRAW_EVERY_MS, signal)
          draw()
        }
      } catch {
        // The work has ended.
        screen.clear()
      }
    },
    end: () => {
      screen.clear()
      for (const line of summaryTable(tally)) screen.say(line)
      for (const warning of tally.warnings) screen.say(`warning: ${warning}`, 'yellow')
      for (const error of tally.errors) screen.say(`error: ${error}`, 'red')
      sayVerdict(tally, screen)
    },
  }
}

function sayVerdict({ verdict }: Tally, screen: Screen): void {
  if (verdict === undefined) return
  const isGood = verdict.status === 'SUCCEEDED'
  if (isGood) screen.say('The settings work.', 'green')
  else screen.say(`error: ${verdict.message ?? 'the settings do not work'}`, 'red')
}
