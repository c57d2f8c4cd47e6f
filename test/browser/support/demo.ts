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
  const page = join(folder, 'cleargrid-demo.html')
  const instance = await DuckDBInstance.create(database, { access_mode: 'READ_ONLY' })
  const connection = await instance.connect()
  await connection.run(`SET TimeZone = 'UTC'`)
  return {
    ...{ folder, database, page },
    ask: async (sql) => {
      const whole = sql.replace(
        /\{(\w+)\}/g,
        (_, mart: string) => `(${martSql('duckdb', mart, page)})`,
      )
      return (await connection.runAndReadAll(whole)).getRowObjectsJson()
    },
    close: () => {
      connection.closeSync()
      instance.closeSync()
      rmSync(folder, { recursive: true })
    },
  }
}

/** A mart's plain SQL, as of the instant of a page: ages grow while a test runs. */
export function martSql(dialect: string, mart: string, page: string): string {
  const sql = textOf(`examples/sql/${dialect}/${mart}.sql`)
  return sql.replaceAll('current_timestamp', `TIMESTAMPTZ '${asOfIn(page)}'`)
}

export interface PageFigure {
  readonly id: string
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

/** What a page holds for programs. */
interface PageData {
  readonly asOf: string
  readonly figures: readonly PageFigure[]
}

/** The figures that a page holds, by their names. */
export function dataIn(page: string): ReadonlyMap<string, PageFigure> {
  return new Map(pageData(page).figures.map((figure) => [figure.id, figure]))
}

/** The instant up to which a page's ages count. */
export function asOfIn(page: string): string {
  return pageData(page).asOf
}

function pageData(page: string): PageData {
  const script = /<script type="application\/json" id="figures">(.*?)<\/script>/
  const [, json = ''] = script.exec(readFileSync(page, 'utf8')) ?? []
  return JSON.parse(json) as PageData
}
