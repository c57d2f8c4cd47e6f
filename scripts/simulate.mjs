// Runs seeds of the simulator on all cores: npm run simulate -- --seeds 1000 [--first 1] [--story]
// One seed, with its story: npm run simulate -- --seeds 1 --first 42 --story
//   --only 24,95     these seeds instead
//   --once           each seed once: for who compares the digests of two runs (simulate-nodes.mjs)
//   --backwards      the last seed first: nothing that a seed leaves behind may touch another
//   --results FILE   what became of each seed, as JSON
//   --note           writes the figures to test/matrix/figures.json
import { rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { compile } from './simulate/compile.mjs'
import { figuresOf, note, say } from './simulate/report.mjs'
import { runSeeds } from './simulate/workers.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const OUT = join(ROOT, 'node_modules', '.cache', `simulation-${process.pid}`)

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '300' },
    first: { type: 'string', default: '1' },
    only: { type: 'string' },
    cores: { type: 'string', default: String(availableParallelism()) },
    once: { type: 'boolean', default: false },
    backwards: { type: 'boolean', default: false },
    story: { type: 'boolean', default: false },
    stories: { type: 'string', default: '3' },
    results: { type: 'string' },
    note: { type: 'boolean', default: false },
  },
})

const seeds = seedsWanted()
const results = []
try {
  compile(ROOT, OUT)
  const begin = performance.now()
  const script = join(OUT, 'test', 'simulation', 'worker.js')
  const order = { story: values.story, isOnce: values.once }
  await runSeeds(script, { seeds, cores: Number(values.cores), order }, (result) => {
    results.push(result)
    if (values.story && result.broken === undefined) process.stdout.write(`${result.story}\n`)
  })
  const seconds = (performance.now() - begin) / 1_000
  results.sort((a, b) => a.seed - b.seed)
  say(results, { seconds, isOnce: values.once, stories: Number(values.stories) })
  if (values.results !== undefined) writeFileSync(values.results, JSON.stringify(results))
  if (values.note) {
    const how = `each ${values.once ? 'once' : 'twice'}, on Node ${process.versions.node}`
    note(figuresOf(results), how)
  }
} finally {
  if (process.env.KEEP_SIMULATION === undefined) rmSync(OUT, { recursive: true, force: true })
}
process.exitCode = results.every(({ broken }) => broken === undefined) ? 0 : 1

function seedsWanted() {
  const first = Number(values.first)
  const wanted =
    values.only?.split(',').map(Number) ??
    Array.from({ length: Number(values.seeds) }, (_, index) => first + index)
  if (wanted.length === 0 || !wanted.every(Number.isSafeInteger)) {
    throw new Error('Seeds are whole numbers: --seeds N [--first S], or --only S,S')
  }
  return values.backwards ? wanted.reverse() : wanted
}
