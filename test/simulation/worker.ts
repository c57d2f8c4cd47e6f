import { coverageOf, digestOf, live, liveOnce, type Life } from './live'
import { BrokenPromise } from './oracle/promise'
import { storyOf } from './story'

interface Order {
  readonly seeds: readonly number[]
  /** Whether each seed's story is wanted, not only those that failed. */
  readonly story: boolean
  /** Lived once only, by who compares the digest with that of another process. */
  readonly isOnce: boolean
}

process.on('message', (order: Order) => void work(order))

/** Lives the seeds and tells each result to the process that started this one. */
async function work({ seeds, story, isOnce }: Order): Promise<void> {
  // A crash is told with its trace in a story only: its frames are not the same on every Node.
  Error.stackTraceLimit = story ? 10 : 0
  for (const seed of seeds) {
    const life = isOnce ? await liveOnce(seed) : await live(seed)
    process.send?.({
      seed,
      digest: digestOf(life),
      counts: Object.fromEntries(coverageOf(life)),
      ...(life.broken === undefined ? {} : { broken: life.broken.message, kind: kindOf(life) }),
      ...(life.broken === undefined && !story ? {} : { story: storyOf(life) }),
    })
  }
}

function kindOf({ broken }: Life): string {
  return broken instanceof BrokenPromise ? broken.kind : 'other'
}
