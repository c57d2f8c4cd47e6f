import { Client } from 'pg'
import { quoted, type Database } from '../database'

/** Whole seconds a database may be silent before it counts as lost. */
const CONNECT_WITHIN_MS = 20_000

/** Dates, times and long numbers stay text: JavaScript's own would lose digits, or the zone. */
const AS_TEXT = { getTypeParser: () => (value: unknown) => value }

/**
 * A PostgreSQL database, in a session that cannot write.
 * @param url `postgres://user@host:5432/database`; the password is PGPASSWORD's, or pgpass's.
 * @param schema where the tables are; undefined: the user's own search path.
 * @throws Error without the address's password, whatever goes wrong.
 */
export async function openPostgres(url: string, schema: string | undefined): Promise<Database> {
  const { host, pathname } = new URL(url)
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    application_name: 'source-cleargrid page',
    types: AS_TEXT,
  })
  await client.connect()
  await client.query(`SET TimeZone = 'UTC'`)
  await client.query(`SET DateStyle = 'ISO'`)
  await client.query('SET default_transaction_read_only = on')
  if (schema !== undefined) await client.query(`SET search_path TO ${quoted(schema)}`)
  return {
    name: `${host}${pathname}`,
    query: async (sql) => (await client.query<Record<string, unknown>>(sql)).rows,
    close: async () => await client.end(),
  }
}
