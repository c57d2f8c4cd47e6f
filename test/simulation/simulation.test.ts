import { KEPT_SEEDS } from './kept-seeds'
import { live } from './live'
import { storyOf } from './story'

/** More with `npm run simulate -- --seeds 20000`, which uses all cores and knows no time limit. */
const SEEDS = 300

test.each(KEPT_SEEDS)('seed %i, which once found: %s', async (seed) => {
  const life = await live(seed)

  expect(life.broken === undefined ? '' : storyOf(life)).toBe('')
})

// The bound only stops a test that hangs: a slow machine must not fail it.
test('whatever befalls a sync, the promises hold', async () => {
  let requests = 0
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const life = await live(seed)
    requests += life.syncs.reduce((sum, { exchanges }) => sum + exchanges, 0)
    if (life.broken !== undefined) throw new Error(storyOf(life))
  }

  expect(requests).toBeGreaterThan(SEEDS * 10)
}, 900_000)
