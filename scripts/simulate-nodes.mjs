// Lives seeds on one Node and again on another, the last seed first, and fails when an output differs:
//   node scripts/simulate-nodes.mjs --seeds 10000 [--first 1] [--note]
// Node 20 and 24 come from npm where this is another. --node PATH, twice, takes programs instead.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { digestOf, figuresOf, note } from './simulate/report.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** The oldest that the program runs on, and that of the image. */
const MAJORS = ['20', '24']

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '300' },
    first: { type: 'string', default: '1' },
    cores: { type: 'string' },
    node: { type: 'string', multiple: true },
    note: { type: 'boolean', default: false },
  },
})

const place = mkdtempSync(join(tmpdir(), 'simulate-nodes-'))
try {
  const programs = values.node ?? MAJORS.map(nodeOf)
  const begin = performance.now()
  const [one, other] = programs.map((program, at) => run(program, at))
  compare(one, other)
  const versions = programs.map(versionOf)
  const seconds = ((performance.now() - begin) / 1_000).toFixed(1)
  process.stdout.write(`\nNode ${versions.join(' and ')}, in ${seconds} s in all\n`)
  const how = `each on Node ${versions.join(' and again on ')}, with equal outputs`
  if (values.note && process.exitCode === undefined) note(figuresOf(one), how)
} finally {
  rmSync(place, { recursive: true })
}

/** What became of each seed. A broken promise is this run's failure, too. */
function run(program, at) {
  const results = join(place, `${at}.json`)
  const { seeds, first, cores } = values
  const args = ['--once', '--seeds', seeds, '--first', first, '--results', results]
  if (cores !== undefined) args.push('--cores', cores)
  if (at > 0) args.push('--backwards')
  const script = join(ROOT, 'scripts', 'simulate.mjs')
  const { status, error } = spawnSync(program, [script, ...args], { stdio: 'inherit' })
  if (error !== undefined) throw error
  if (status !== 0) process.exitCode = 1
  if (!existsSync(results)) throw new Error(`${program} has no results: it ended with ${status}`)
  return JSON.parse(readFileSync(results, 'utf8'))
}

function compare(one, other) {
  const differing = one.filter(({ digest }, at) => digest !== other[at]?.digest)
  const [first] = differing
  if (first === undefined && one.length === other.length) {
    process.stdout.write(`\nThe outputs of ${one.length} seeds are equal: ${digestOf(one)}`)
    return
  }
  process.exitCode = 1
  process.stdout.write(
    `\nThe outputs of ${differing.length} of ${one.length} seeds differ. The first is seed ` +
      `${first?.seed}: npm run simulate -- --seeds 1 --first ${first?.seed} --story, on both.`,
  )
}

/** The program of a Node: this one, or what npm has of that number. */
function nodeOf(major) {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath
  const name = `node-${process.platform}-${process.arch}`
  const home = join(ROOT, 'node_modules', '.cache', `node-${major}`)
  const program = join(home, 'node_modules', name, 'bin', 'node')
  if (existsSync(program)) return program
  const args = ['install', '--prefix', home, '--no-audit', '--no-fund', '--no-package-lock']
  const { status } = spawnSync('npm', [...args, `${name}@${major}`], { stdio: 'inherit' })
  if (status !== 0) throw new Error(`npm has no Node ${major} for this machine: ${name}@${major}`)
  return program
}

function versionOf(program) {
  return spawnSync(program, ['-p', 'process.versions.node'], { encoding: 'utf8' }).stdout.trim()
}
