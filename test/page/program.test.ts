import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathOf } from '../support/repository'

const PROGRAM = pathOf('dist-page/main.mjs')
const PASSWORD = 'hunter2 & sons'

const folder = mkdtempSync(join(tmpdir(), 'source-cleargrid-page-'))

afterAll(() => rmSync(folder, { recursive: true }))

interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

function page(...args: readonly string[]): Ended {
  const env = { ...process.env, PGPASSWORD: PASSWORD }
  return spawnSync(process.execPath, [PROGRAM, ...args], { cwd: folder, encoding: 'utf8', env })
}

/** A port of this machine on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

test('asked for help, it says what it takes', () => {
  const { status, stdout } = page('--help')

  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: expect.stringContaining('npm run page -- --duckdb FILE') as string,
  })
})

test('arguments that make no sense end it with 2, and one sentence', () => {
  const { status, stdout, stderr } = page('--duckdb', 'a', '--postgres', 'postgres://b/c')

  expect({ status, stdout, stderr }).toEqual({
    ...{ status: 2, stdout: '' },
    stderr: 'page: Name one database: --duckdb FILE, or --postgres URL.\n',
  })
})

test('a file that is not there is named, and no page is written', () => {
  const { status, stdout, stderr } = page('--duckdb', 'nowhere.duckdb')

  expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
  expect(stderr).toContain('nowhere.duckdb')
  expect(existsSync(join(folder, 'cleargrid.html'))).toBe(false)
})

test('a PostgreSQL that does not answer is an error without its password', async () => {
  const url = `postgres://analyst@127.0.0.1:${await closedPort()}/warehouse`

  const { status, stdout, stderr } = page('--postgres', url)

  expect(status).toBe(1)
  expect(stderr).toMatch(/^page: .*ECONNREFUSED/)
  expect(stdout + stderr).not.toContain(PASSWORD)
})

test('a database without the connector’s tables is named by the mart that cannot be made', () => {
  const script = `
    const { DuckDBInstance } = require('@duckdb/node-api')
    DuckDBInstance.create('empty.duckdb').then((instance) => instance.closeSync())`
  const env = { ...process.env, NODE_PATH: pathOf('node_modules') }
  spawnSync(process.execPath, ['-e', script], { cwd: folder, env })

  const { status, stderr } = page('--duckdb', 'empty.duckdb')

  expect(status).toBe(1)
  expect(stderr).toMatch(/^page: attempt_funnel: Catalog Error/)
  expect(stderr).toContain('communication_logs')
})
