import { execFileSync, spawn } from 'node:child_process'
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
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { ROOT } from './read-table.mjs'

/** A mutant that makes its tests run for longer has been noticed: they never end. */
const WITHIN_MS = 240_000
const CPU_SECONDS = 90

/** A copy of the sources, built without checks, in which one file at a time is broken. */
export function openWorkbench() {
  const place = join(tmpdir(), `source-cleargrid-mutants-${process.pid}`)
  const report = join(place, 'jest.json')
  mkdirSync(place, { recursive: true })
  for (const file of sources()) cpSync(join(ROOT, file), join(place, file))
  symlinkSync(join(ROOT, 'node_modules'), join(place, 'node_modules'))
  cpSync(join(ROOT, 'dist', 'scanner.wasm'), join(place, 'dist', 'scanner.wasm'))
  for (const file of sources())
    if (isCode(file)) build(file, readFileSync(join(ROOT, file), 'utf8'))

  /** Each module on its own, as the tests start them: nothing is bundled. */
  function build(file, text) {
    const out = join(place, file.replace(/^src/, 'dist').replace(/\.ts$/, '.js'))
    mkdirSync(dirname(out), { recursive: true })
    writeFileSync(out, transpiled(text, file))
  }

  /** Puts the text of a file in its place, and builds what is made of it. */
  function put(file, text) {
    writeFileSync(join(place, file), text)
    if (isCode(file)) build(file, text)
    if (file.startsWith('assembly/')) {
      execFileSync(process.execPath, [join('node_modules', '.bin', 'asc')], { cwd: place })
    }
  }

  const config = join(place, 'jest.mutants.json')
  writeFileSync(
    config,
    JSON.stringify({
      testEnvironment: 'node',
      roots: ['<rootDir>/test'],
      transform: { '^.+\\.ts$': join(place, 'scripts', 'mutants', 'transform.cjs') },
      testTimeout: 120_000,
      cacheDirectory: join(tmpdir(), 'source-cleargrid-mutants-cache'),
      bail: 1,
      reporters: [[join(place, 'scripts', 'mutants', 'reporter.cjs'), { path: report }]],
    }),
  )

  async function jest(tests) {
    writeFileSync(report, '[]')
    const script = join('node_modules', 'jest', 'bin', 'jest.js')
    const options = ['--silent', '--ci', '-i', '--config', config]
    const code = await within([script, ...options, ...tests], place)
    return { code, results: JSON.parse(readFileSync(report, 'utf8')) }
  }

  return {
    /** Throws where a test fails though nothing is broken: it would prove nothing. */
    refuseFailingTests: async (tests) => {
      if (tests.length === 0) return
      const failed = firstFailure(await jest(tests))
      if (failed !== undefined) throw new Error(`Fails with nothing broken: ${failed}`)
    },
    /** Breaks one file, runs the tests, mends it. */
    attempt: async ({ file, before, after, tests }) => {
      const text = readFileSync(join(ROOT, file), 'utf8')
      try {
        put(
          file,
          text.replace(before, () => after),
        )
        return { caughtBy: firstFailure(await jest(tests)) }
      } catch (thrown) {
        return { caughtBy: undefined, trouble: String(thrown) }
      } finally {
        put(file, text)
      }
    },
    close: () => rmSync(place, { recursive: true, force: true }),
  }
}

function sources() {
  const options = ['ls-files', '-co', '--exclude-standard']
  const files = execFileSync('git', options, { cwd: ROOT, encoding: 'utf8' }).split('\n')
  return files.filter((file) => file !== '')
}

function isCode(file) {
  return /^src\/.*\.ts$/.test(file) && !file.endsWith('.d.ts')
}

/** Throws where a patch leaves no program: that proves nothing of the tests. */
function transpiled(text, file) {
  const { outputText, diagnostics } = ts.transpileModule(text, {
    reportDiagnostics: true,
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
    },
  })
  if (diagnostics.length > 0) {
    throw new Error(`${file}: ${ts.flattenDiagnosticMessageText(diagnostics[0].messageText, ' ')}`)
  }
  return outputText
}

/** Runs node, and returns its exit code; undefined when it did not end in time. */
async function within(args, cwd) {
  const script = `ulimit -t ${CPU_SECONDS}; exec "$0" "$@"`
  const child = spawn('sh', ['-c', script, process.execPath, ...args], {
    ...{ cwd, stdio: 'ignore', detached: true },
  })
  let isLate = false
  const clock = setTimeout(() => {
    isLate = true
    process.kill(-child.pid, 'SIGKILL')
  }, WITHIN_MS)
  const code = await new Promise((resolve) => {
    child.once('close', (exitCode, signal) => resolve(signal === null ? exitCode : undefined))
  })
  clearTimeout(clock)
  return isLate ? undefined : code
}

/**
 * The file and the title of the first test that failed. A test may also take the whole process of
 * the tests with it, where nobody waits for what is rejected.
 */
function firstFailure({ code, results }) {
  if (code === undefined) return 'tests that never end'
  for (const { path, hasRun, failed, failure } of results) {
    const file = path.slice(path.indexOf('/test/') + 1)
    if (failed !== undefined) return `${file}: ${failed}`
    if (!hasRun) return `${file}: it cannot be run`
    if (failure !== undefined) return `${file}: ${failure.split('\n')[0]}`
  }
  return code === 0 ? undefined : 'tests whose process dies'
}
