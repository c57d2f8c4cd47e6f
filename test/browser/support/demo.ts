import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { pathOf, textOf } from '../../support/repository'

export type SqlRow = Readonly<Record<string, unknown>>

/** What `npm run demo` leaves: a DuckDB file, and the page of it. */
export interface Demo {
  readonly folder: string
  readonly database: string
  readonly page: string
  /** Rows of a query in which `{mart}` stands for that mart of examples/sql: `FROM {promises}`. */
  ask(sql: string): Promise<SqlRow[]>
  close(): void
}

/** Some months of the sandbox: enough for every figure. */
const START_DATE = '2026-06-01'

export async function runDemo(): Promise<Demo> {
  const folder = mkdtempSync(join(tmpdir(), 'source-cleargrid-browser-'))
  const { status, stderr } = spawnSync(process.execPath, [pathOf('demo/demo.mjs'), START_DATE], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  const database = join(folder, 'cleargrid-demo.duckdb')
  const instance = await DuckDBInstance.create(database, { access_mode: 'READ_ONLY' })
  const connection = await instance.connect()
  await connection.run(`SET TimeZone = 'UTC'`)
  return {
    ...{ folder, database, page: join(folder, 'cleargrid-demo.html') },
    ask: async (sql) => {
      const whole = sql.replace(/\{(\w+)\}/g, (_, mart: string) => `(${martSql(mart)})`)
      return (await connection.runAndReadAll(whole)).getRowObjectsJson()
    },
    close: () => {
      connection.closeSync()
      instance.closeSync()
      rmSync(folder, { recursive: true })
    },
  }
}

function martSql(mart: string): string {
  return textOf(`examples/sql/duckdb/${mart}.sql`)
}

export interface PageFigure {
  readonly id: string
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

/** The data that a page holds, by the figure's name. */
export function dataIn(page: string): ReadonlyMap<string, PageFigure> {
  const text = readFileSync(page, 'utf8')
  const [, json = ''] =
    /<script type="application\/json" id="figures">(.*?)<\/script>/.exec(text) ?? []
  const figures = JSON.parse(json) as readonly PageFigure[]
  return new Map(figures.map((figure) => [figure.id, figure]))
}
