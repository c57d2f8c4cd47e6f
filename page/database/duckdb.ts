import { basename } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { quoted, type Database } from '../database'

/**
 * A DuckDB file, opened for reading only.
 * @param schema where the tables are; undefined: DuckDB's own, `main`.
 * @throws Error when there is no such file, it is no DuckDB file, or another program writes to it.
 */
export async function openDuckDb(path: string, schema: string | undefined): Promise<Database> {
  const instance = await DuckDBInstance.create(path, { access_mode: 'READ_ONLY' })
  const connection = await instance.connect()
  await connection.run(`SET TimeZone = 'UTC'`)
  if (schema !== undefined) await connection.run(`USE ${quoted(schema)}`)
  return {
    name: basename(path),
    query: async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson(),
    close: async () => {
      connection.closeSync()
      await Promise.resolve(instance.closeSync())
    },
  }
}
