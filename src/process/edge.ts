import { toLoss, type WriteObserver } from '../protocol/writer'
import type { Runtime } from '../runtime'
import { createAudience } from '../terminal/audience'
import type { People } from '../terminal/people'
import { createScreen } from '../terminal/screen'
import type { Tally } from '../terminal/tally'

/** Those who watch this process, apart from the platform. */
export interface Onlookers {
  readonly people: People
  /** Called for everything that is written. */
  readonly observer: WriteObserver
  /** Shows how far we are, until the work has ended. */
  watch(signal: AbortSignal): Promise<void>
  /** Says what came of it. */
  end(): void
}

const COLUMNS = 80

/**
 * The person at stderr, when it is a terminal. Otherwise it stays empty, because Airbyte shows it.
 */
export function onlookers(tally: Tally, runtime: Pick<Runtime, 'elapsedMs' | 'sleep'>): Onlookers {
  // A stderr that has gone is no reason to fail.
  process.stderr.on('error', () => {})
  const say = (line: string): void => void process.stderr.write(`${line}\n`)
  if (!process.stderr.isTTY) {
    const people = { say, print, show: () => {} }
    return { people, observer: tally, watch: () => Promise.resolve(), end: () => {} }
  }
  const screen = createScreen({
    write: (text) => void process.stderr.write(text),
    columns: () => process.stderr.columns || COLUMNS,
    env: process.env,
  })
  const audience = createAudience(tally, screen, runtime, process.stdout.isTTY)
  return {
    people: {
      say: (line) => screen.say(line),
      show: (line) => screen.show([line]),
      print: async (text) => {
        screen.clear()
        await print(text)
      },
    },
    observer: both(audience, tally),
    watch: audience.watch,
    end: audience.end,
  }
}

/** See `People.print`. */
export async function print(text: string): Promise<void> {
  // The callback receives errors as well.
  process.stdout.on('error', () => {})
  await new Promise<void>((resolve, reject) =>
    process.stdout.write(text, (error) => (error ? reject(toLoss(error)) : resolve())),
  )
}

function both(one: WriteObserver, other: WriteObserver): WriteObserver {
  return {
    message: (message) => {
      one.message(message)
      other.message(message)
    },
    records: (stream, count) => {
      one.records(stream, count)
      other.records(stream, count)
    },
  }
}
