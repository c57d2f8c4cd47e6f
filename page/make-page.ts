import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Instant } from '../src/time/instant'
import type { Secrets } from '../src/protocol/secrets'
import type { Runtime } from '../src/runtime'
import { countDays } from './counts/day-counts'
import { openDuckDb } from './database/duckdb'
import { openPostgres } from './database/postgres'
import { DAYS_SHOWN, type DayCount } from './figures/completeness'
import { figuresOf } from './figures/figures'
import { sourceOf } from './figures/source'
import { documentOf } from './html/document'
import type { Marts } from './marts/marts'
import { builtMarts, plainSql, readMarts, type MartSql } from './marts/read'
import type { Options } from './options'

/** The repository, seen from dist-page/. */
const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')

export interface World {
  readonly runtime: Runtime
  readonly secrets: Secrets
  /** The clock of the built-in sandbox. */
  readonly sandboxNow: () => Instant
}

/**
 * Asks the database, and ClearGrid if it may, and writes the page.
 * @returns how large the page is, in bytes.
 * @throws MartError when the tables are not the connector's; whatever the database or ClearGrid says.
 */
export async function makePage(options: Options, world: World): Promise<number> {
  const { from, schema, timeZone } = options
  const database = await (from.kind === 'duckdb'
    ? openDuckDb(from.path, schema)
    : openPostgres(from.url, schema))
  try {
    const asOf = options.asOf ?? world.runtime.now()
    const marts = await readMarts(database, sqlFor(options, asOf))
    const counts = await countsFor(marts, options, world)
    const page = documentOf({
      title: options.title ?? 'ClearGrid',
      source: sourceOf(marts, database.name),
      asOf,
      figures: figuresOf(marts, { timeZone, counts }),
      ...partsOfPage(),
    })
    writeFileSync(options.out, page)
    return Buffer.byteLength(page)
  } finally {
    await database.close()
  }
}

function sqlFor({ marts, from }: Options, asOf: Instant): MartSql {
  if (marts !== undefined) return builtMarts(marts)
  return plainSql(join(ROOT, 'examples', 'sql'), from.kind, asOf)
}

async function countsFor(
  { completeness }: Marts,
  { config }: Options,
  world: World,
): Promise<DayCount[]> {
  if (config === undefined) return []
  const streams = [...new Set(completeness.map(({ stream }) => stream))]
  return await countDays(config, { ...world, streams, days: DAYS_SHOWN })
}

function partsOfPage(): { readonly style: string; readonly script: string } {
  return {
    style: readFileSync(join(ROOT, 'page', 'browser', 'style.css'), 'utf8'),
    script: readFileSync(join(ROOT, 'dist-page', 'readings.js'), 'utf8'),
  }
}
