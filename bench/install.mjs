import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Other people's packages live here, never in the repository. Kept for the next run. */
const CACHE = process.env.CLEARGRID_BENCH_CACHE ?? join(tmpdir(), 'source-cleargrid-bench')

/** @returns the folder of Airbyte's low-code runner's programs, and its version. */
export async function installLowCode() {
  const venv = join(CACHE, 'airbyte-cdk')
  const programs = join(venv, 'bin')
  if (!existsSync(join(programs, 'source-declarative-manifest'))) {
    await mkdir(CACHE, { recursive: true })
    await run('python3', ['-m', 'venv', venv])
    await run(join(programs, 'pip'), ['install', '--quiet', 'airbyte-cdk'])
  }
  const { stdout } = await run(join(programs, 'pip'), ['show', 'airbyte-cdk'])
  const python = await run(join(programs, 'python'), ['--version'])
  return {
    programs,
    version: /^Version: (.+)$/m.exec(stdout)[1],
    python: python.stdout.trim(),
  }
}

/** What Faros's CDK loads without saying so in its package.json. */
const UNDECLARED = ['commander@13', 'faros-js-client', 'lodash']

/** @returns where `require` finds Faros's CDK, and its version. */
export async function installFaros() {
  const folder = join(CACHE, 'faros')
  const cdk = join(folder, 'node_modules', 'faros-airbyte-cdk')
  if (!existsSync(join(cdk, 'package.json'))) {
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'package.json'), '{"private":true}')
    const words = ['install', '--silent', '--no-audit', '--no-fund', '--ignore-scripts']
    await run('npm', [...words, 'faros-airbyte-cdk', ...UNDECLARED], { cwd: folder })
  }
  const { version } = JSON.parse(await readFile(join(cdk, 'package.json'), 'utf8'))
  // That it is there does not mean that it loads.
  await run(process.execPath, ['-e', `require(${JSON.stringify(cdk)})`])
  return { cdk, version }
}
