// Stryker over rooms that are pure: npm run stryker [-- --share] [-- src/sync/state/plan.ts ...]
//
// It is installed beside the project, at a version that is pinned here: it brings 170 packages, which
// nothing else needs. It works in a copy. What came of it: scripts/mutants/stryker.json, and the figure
// in docs/reliability.md (npm run reliability).
import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from './mutants/read-table.mjs'

const VERSION = '9.6.1'
const HOME = join(tmpdir(), `source-cleargrid-stryker-${VERSION}`)
const COPY = join(tmpdir(), `source-cleargrid-stryker-copy-${process.pid}`)

/** The pure rooms, each with its tests, by their names below test/. */
const ROOMS = {
  'src/sync/state/stream-state.ts': ['sync/state/stream-state', 'sync/state/kept-promises'],
  'src/time/window.ts': ['time/window'],
  'src/sync/state/plan.ts': [
    'sync/state/plan',
    'sync/state/overlap',
    'sync/state/recheck',
    'sync/state/recheck-due',
    'sync/state/late-rows',
  ],
  'src/sync/progress/position.ts': ['sync/progress/position'],
  'src/sync/progress/tasks.ts': ['sync/progress/tasks', 'sync/progress/turn-round'],
  'src/sync/progress/gauge.ts': [
    'sync/progress/gauge',
    'sync/progress/too-much',
    'sync/progress/request-size',
  ],
  'src/sync/progress/counting.ts': ['sync/progress/counting'],
  'src/sync/progress/failures.ts': ['sync/progress/failures'],
  'src/sync/progress/row-estimate.ts': ['sync/progress/row-estimate'],
  'src/sync/progress/left-over.ts': ['sync/progress/left-over'],
  'src/sync/progress/shared-count.ts': ['sync/progress/shared-count', 'sync/verdict'],
  'src/sync/progress/walk.ts': ['sync/progress/walk'],
  'src/cleargrid/retry/policy.ts': ['cleargrid/retry/policy'],
  'src/cleargrid/retry/concurrency-limit.ts': ['cleargrid/retry/concurrency-limit'],
  'src/cleargrid/http/envelope-fault.ts': ['cleargrid/http/envelope-fault'],
  'src/protocol/secrets.ts': ['protocol/secrets'],
}

const asked = process.argv.slice(2)
const rooms = roomsAsked()

install()
try {
  copy()
  run()
  report()
} finally {
  rmSync(COPY, { recursive: true, force: true })
}

/** Those that are named, one of them each day (`--share`), or all. */
function roomsAsked() {
  const all = Object.keys(ROOMS)
  const today = all[Math.floor(Date.now() / 86_400_000) % all.length]
  if (asked.includes('--share')) return [today]
  return asked.length === 0 ? all : asked
}

function install() {
  if (existsSync(join(HOME, 'node_modules', '@stryker-mutator', 'jest-runner'))) return
  mkdirSync(HOME, { recursive: true })
  writeFileSync(join(HOME, 'package.json'), '{"private":true}')
  const packages = ['core', 'jest-runner'].map((name) => `@stryker-mutator/${name}@${VERSION}`)
  execFileSync('npm', ['install', '--no-audit', '--no-fund', ...packages], {
    cwd: HOME,
    stdio: 'inherit',
  })
}

function copy() {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  for (const file of listed.split('\n').filter((name) => name !== '')) {
    cpSync(join(ROOT, file), join(COPY, file))
  }
  symlinkSync(join(ROOT, 'node_modules'), join(COPY, 'node_modules'))
  cpSync(join(ROOT, 'dist', 'scanner.wasm'), join(COPY, 'dist', 'scanner.wasm'))
}

function run() {
  const tests = rooms.flatMap((room) => ROOMS[room] ?? [room.slice('src/'.length, -'.ts'.length)])
  writeFileSync(
    join(COPY, 'jest.stryker.json'),
    JSON.stringify({
      testEnvironment: 'node',
      testMatch: tests.map((test) => join(COPY, 'test', `${test}.test.ts`)),
      transform: { '^.+\\.ts$': join(COPY, 'scripts', 'mutants', 'transform.cjs') },
    }),
  )
  writeFileSync(
    join(COPY, 'stryker.json'),
    JSON.stringify({
      plugins: [
        join(HOME, 'node_modules', '@stryker-mutator', 'jest-runner', 'dist', 'src', 'index.js'),
      ],
      testRunner: 'jest',
      jest: { configFile: 'jest.stryker.json', enableFindRelatedTests: false },
      mutate: rooms,
      inPlace: true,
      coverageAnalysis: 'perTest',
      reporters: ['json', 'progress-append-only'],
      jsonReporter: { fileName: 'stryker-report.json' },
      concurrency: 1,
      timeoutMS: 20_000,
      allowConsoleColors: false,
    }),
  )
  const bin = join(HOME, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js')
  spawnSync(process.execPath, [bin, 'run', 'stryker.json'], { cwd: COPY, stdio: 'inherit' })
}

function report() {
  const { files } = JSON.parse(readFileSync(join(COPY, 'stryker-report.json'), 'utf8'))
  const path = join(ROOT, 'scripts', 'mutants', 'stryker.json')
  const known = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).rooms : {}
  for (const [file, { mutants, source }] of Object.entries(files)) {
    const lines = source.split('\n')
    const caught = mutants.filter(({ status }) => status === 'Killed' || status === 'Timeout')
    const survived = mutants
      .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
      .map(({ location: { start }, mutatorName, replacement = '' }) => ({
        line: start.line,
        text: lines[start.line - 1].trim(),
        bug: `${mutatorName}: ${replacement.replaceAll(/\s+/g, ' ').slice(0, 80)}`,
      }))
    known[file] = { caught: caught.length, mutants: caught.length + survived.length, survived }
  }
  const all = Object.values(known)
  const sum = (member) => all.reduce((total, room) => total + room[member], 0)
  const figures = {
    files: all.length,
    mutants: sum('mutants'),
    score: Math.floor((1000 * sum('caught')) / sum('mutants')) / 10,
  }
  if (!asked.includes('--share')) {
    writeFileSync(path, `${JSON.stringify({ figures, rooms: known }, null, 2)}\n`)
  }
  process.stdout.write(`${figures.score}% of ${figures.mutants} in ${figures.files} rooms\n`)
}
