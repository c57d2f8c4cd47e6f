// Runs seeds of the simulator on all cores: npm run simulate -- --seeds 1000 [--first 1] [--story]
// One seed, with its story: npm run simulate -- --seeds 1 --first 42 --story
import { fork } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import ts from 'typescript'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const OUT = join(ROOT, 'node_modules', '.cache', `simulation-${process.pid}`)

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '300' },
    first: { type: 'string', default: '1' },
    cores: { type: 'string', default: String(availableParallelism()) },
    story: { type: 'boolean', default: false },
    stories: { type: 'string', default: '3' },
  },
})

/** Each file on its own, without a check of types: that is `npm run check`. */
function compile() {
  const files = ['src', 'test/simulation'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true })
      .filter((name) => name.endsWith('.ts') && !/\.(d|test)\.ts$/.test(name))
      .map((name) => join(folder, name)),
  )
  for (const file of files) {
    const { outputText } = ts.transpileModule(readFileSync(join(ROOT, file), 'utf8'), {
      compilerOptions: { module: 'commonjs', target: 'ES2022', esModuleInterop: true },
    })
    const out = join(OUT, file.replace(/\.ts$/, '.js'))
    mkdirSync(dirname(out), { recursive: true })
    writeFileSync(out, outputText)
  }
  for (const name of ['schemas', 'spec.json', 'package.json', 'dist/scanner.wasm']) {
    cpSync(join(ROOT, name), join(OUT, name), { recursive: true })
  }
}

/** Runs the seeds of one core; resolves when they are all done. */
function run(seeds, onResult) {
  return new Promise((resolve, reject) => {
    const child = fork(join(OUT, 'test', 'simulation', 'worker.js'), { stdio: 'inherit' })
    child.on('message', (message) => (message.done ? child.disconnect() : onResult(message)))
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`A worker ended with ${code}`)),
    )
    child.send({ seeds, story: values.story })
  })
}

function add(total, counts) {
  for (const [what, times] of Object.entries(counts)) total[what] = (total[what] ?? 0) + times
}

const first = Number(values.first)
const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => first + index)
const cores = Math.min(Number(values.cores), seeds.length)
const total = {}
const broken = []
try {
  compile()
  const begin = process.hrtime.bigint()
  const shares = Array.from({ length: cores }, (_, core) =>
    seeds.filter((_seed, at) => at % cores === core),
  )
  await Promise.all(
    shares.map((share) =>
      run(share, (result) => {
        add(total, result.counts)
        if (result.broken !== undefined) broken.push(result)
        else if (values.story) process.stdout.write(`${result.story}\n`)
      }),
    ),
  )
  report(Number(process.hrtime.bigint() - begin) / 1e9)
} finally {
  if (process.env.KEEP_SIMULATION === undefined) rmSync(OUT, { recursive: true, force: true })
}
process.exitCode = broken.length === 0 ? 0 : 1

function report(seconds) {
  const days = (ms) => ((ms ?? 0) / 86_400_000).toFixed(0)
  const { 'virtual ms': syncMs, 'lived ms': livedMs, ...counts } = total
  for (const [what, times] of Object.entries(counts).sort()) {
    process.stdout.write(`${String(times).padStart(10)}  ${what}\n`)
  }
  broken.sort((a, b) => a.seed - b.seed)
  for (const { story } of broken.slice(0, Number(values.stories)))
    process.stdout.write(`\n${story}\n`)
  const kinds = new Map()
  for (const one of broken) kinds.set(one.kind, [...(kinds.get(one.kind) ?? []), one])
  for (const [kind, list] of [...kinds].sort((a, b) => b[1].length - a[1].length)) {
    const which = list.slice(0, 12).map(({ seed }) => seed)
    process.stdout.write(`\n${list.length} x ${kind}: seeds ${which.join(', ')}`)
    for (const one of list.slice(0, 2)) {
      process.stdout.write(`\n    ${one.seed}: ${one.broken.slice(0, 400)}`)
    }
  }
  process.stdout.write(
    `\n${seeds.length} seeds on ${cores} cores in ${seconds.toFixed(1)} s ` +
      `(${(seeds.length / seconds).toFixed(1)} a second, each run twice), ` +
      `${days(livedMs)} days of tenants' lives, ${days(syncMs)} of them in syncs; ` +
      `${broken.length} broke a promise.\n`,
  )
}
