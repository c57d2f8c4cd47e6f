import { coverageOf, live, type Life } from './live'
import { BrokenPromise } from './oracle/promise'
import { storyOf } from './story'

interface Order {
  readonly seeds: readonly number[]
  /** Whether each seed's story is wanted, not only those that failed. */
  readonly story: boolean
}

process.on('message', (order: Order) => void work(order))

/** Lives the seeds and tells each result to the process that started this one. */
async function work({ seeds, story }: Order): Promise<void> {
  for (const seed of seeds) {
    const life = await live(seed)
    process.send?.({
      seed,
      counts: Object.fromEntries(coverageOf(life)),
      ...(life.broken === undefined ? {} : { broken: life.broken.message, kind: kindOf(life) }),
      ...(life.broken === undefined && !story ? {} : { story: storyOf(life) }),
    })
  }
  process.send?.({ done: true })
}

function kindOf({ broken }: Life): string {
  return broken instanceof BrokenPromise ? broken.kind : 'other'
}
