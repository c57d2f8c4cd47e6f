import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { pathOf } from '../support/repository'
import { asOfIn, dataIn, martSql, runDemo, type Demo, type PageFigure } from './support/demo'
import { copyInto } from './support/postgres'

const { PGUSER = '', PGHOST = '', PGPORT = '', PGDATABASE = '', PGPASSWORD = '' } = process.env

let demo: Demo
let client: Client

beforeAll(async () => {
  demo = await runDemo()
  client = new Client()
  await client.connect()
  await copyInto(client, 'raw_cleargrid', demo.ask)
})

afterAll(async () => {
  await client.end()
  demo.close()
})

/** `npm run page`, with the password where it belongs. */
function makePage(out: string, ...words: readonly string[]): ReadonlyMap<string, PageFigure> {
  const url = `postgres://${PGUSER}@${PGHOST}:${PGPORT}/${PGDATABASE}`
  const args = [pathOf('dist-page/main.mjs'), '--postgres', url, '--out', out, ...words]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(PGPASSWORD).not.toBe('')
  expect(stdout + readFileSync(out, 'utf8')).not.toContain(PGPASSWORD)
  return dataIn(out)
}

/** All but the counts of ClearGrid, for which only the demo asks. */
function withoutCounts(figures: ReadonlyMap<string, PageFigure>): object[] {
  return [...figures.values()]
    .filter(({ id }) => id !== 'completeness')
    .map(({ id, title, rows }) => ({ id, title, rows }))
}

test('the same tables in PostgreSQL make the same figures', () => {
  const figures = makePage(
    join(demo.folder, 'postgres.html'),
    ...['--schema', 'raw_cleargrid'],
    ...['--as-of', asOfIn(demo.page)],
  )

  expect(withoutCounts(figures)).toEqual(withoutCounts(dataIn(demo.page)))
  expect(figures.get('completeness')?.title).toBe(
    'Rows by day, not compared with ClearGrid’s counts',
  )
})

test('tables that dbt has built make the same figures', async () => {
  await client.query('CREATE SCHEMA analytics')
  for (const file of readdirSync(pathOf('examples/sql/postgres'))) {
    const mart = file.replace('.sql', '')
    const sql = martSql('postgres', mart, demo.page)
    await client.query(`CREATE TABLE analytics.cleargrid__${mart} AS ${sql}`)
  }

  const figures = makePage(join(demo.folder, 'marts.html'), '--marts', 'analytics')

  const shown = withoutCounts(figures).map((figure) => JSON.stringify(figure))
  expect(shown.sort()).toEqual(
    withoutCounts(dataIn(demo.page))
      .map((figure) => JSON.stringify(figure))
      .sort(),
  )
})

test('a wrong password is an error that does not repeat it', () => {
  const url = `postgres://${PGUSER}@${PGHOST}:${PGPORT}/${PGDATABASE}`
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [pathOf('dist-page/main.mjs'), '--postgres', url],
    { encoding: 'utf8', env: { ...process.env, PGPASSWORD: 'hunter2 & sons' } },
  )

  expect(status).toBe(1)
  expect(stderr).toContain('password authentication failed')
  expect(stdout + stderr).not.toContain('hunter2')
})
