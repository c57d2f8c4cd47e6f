/** A row as a database gives it: values are text, numbers, booleans or null. */
export type RawRow = Readonly<Record<string, unknown>>

/** Where the tables are. Nothing is ever written to it. */
export interface Database {
  /** What people call it: a file's name, or host and database. Holds no secret. */
  readonly name: string
  /** The rows of one SELECT. Dates and times come as text, in UTC. */
  query(sql: string): Promise<RawRow[]>
  close(): Promise<void>
}

/** A name in SQL, whatever is in it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
