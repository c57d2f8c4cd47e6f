import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatInstant, type Instant } from '../../src/time/instant'
import { quoted, type Database } from '../database'
import { MartError, type Mart } from './columns'
import { MARTS, type Marts } from './marts'

/** Where a mart's rows come from: a SELECT for each name. */
export type MartSql = (name: string) => string

/**
 * The plain SQL over the tables that the connector loads: examples/sql, which `dbt compile` makes.
 * @param asOf what the current time is in all of them: figures of one page are of one instant.
 */
export function plainSql(folder: string, dialect: 'duckdb' | 'postgres', asOf: Instant): MartSql {
  return (name) => asOfInstant(readFileSync(join(folder, dialect, `${name}.sql`), 'utf8'), asOf)
}

/** The same SQL with a fixed current time. */
export function asOfInstant(sql: string, asOf: Instant): string {
  return sql.replace(/\bcurrent_timestamp\b/gi, `TIMESTAMPTZ '${formatInstant(asOf)}'`)
}

/** The tables that `dbt build` has made. */
export function builtMarts(schema: string): MartSql {
  return (name) => `SELECT * FROM ${quoted(schema)}.${quoted(`cleargrid__${name}`)}`
}

/**
 * Asks for one mart after another.
 * @throws MartError that names the mart, for one that cannot be asked for or reads differently.
 */
export async function readMarts(database: Database, sqlOf: MartSql): Promise<Marts> {
  const ask = async <Row>(mart: Mart<Row>): Promise<Row[]> => {
    const sql = sqlOf(mart.name)
    try {
      return mart.read(await database.query(sql))
    } catch (thrown) {
      if (thrown instanceof MartError) throw thrown
      throw new MartError(`${mart.name}: ${(thrown as Error).message}`)
    }
  }
  return {
    attemptFunnel: await ask(MARTS.attemptFunnel),
    outcomesByDay: await ask(MARTS.outcomesByDay),
    bestTimeToCall: await ask(MARTS.bestTimeToCall),
    contactCohorts: await ask(MARTS.contactCohorts),
    promises: await ask(MARTS.promises),
    channelMix: await ask(MARTS.channelMix),
    contactFrequency: await ask(MARTS.contactFrequency),
    deliveryHealth: await ask(MARTS.deliveryHealth),
    deliveryFailures: await ask(MARTS.deliveryFailures),
    engagement: await ask(MARTS.engagement),
    promiseToPayment: await ask(MARTS.promiseToPayment),
    completeness: await ask(MARTS.completeness),
  }
}
