import type { RawRow } from '../database'

/** Makes a value of ours of what a database gave. Throws a TypeError for what it cannot be. */
export type Reader<T> = (value: unknown) => T

/** A mart's name, and the columns that a figure needs of it. */
export interface Mart<Row> {
  readonly name: string
  /** @throws MartError for a column that is missing or holds something else. Never with a value. */
  read(rows: readonly RawRow[]): Row[]
}

/** A mart is not what the page expects: the SQL, or the tables, are of another version. */
export class MartError extends Error {}

type Readers = Readonly<Record<string, Reader<unknown>>>

export type RowOf<Of> = Of extends Mart<infer Row> ? Row : never

export function mart<Columns extends Readers>(
  name: string,
  columns: Columns,
): Mart<{ readonly [Name in keyof Columns]: ReturnType<Columns[Name]> }> {
  type Row = { readonly [Name in keyof Columns]: ReturnType<Columns[Name]> }
  const readRow = (row: RawRow): Row => {
    const entries = Object.entries(columns).map(([column, read]) => {
      try {
        return [column, read(row[column])] as const
      } catch (thrown) {
        throw new MartError(`${name}.${column}: ${(thrown as Error).message}`)
      }
    })
    // Each member has just been read by the reader of its name.
    return Object.fromEntries(entries) as Row
  }
  return { name, read: (rows) => rows.map(readRow) }
}

export const text: Reader<string> = (value) => {
  if (typeof value !== 'string') throw new TypeError(`text was expected, not ${kindOf(value)}`)
  return value
}

/** Databases give long and exact numbers as text. */
export const number: Reader<number> = (value) => {
  const parsed = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof parsed !== 'number' || !Number.isFinite(parsed)) {
    throw new TypeError(`a number was expected, not ${kindOf(value)}`)
  }
  return parsed
}

/** A day as `2026-05-01`. A time after it must be midnight, which some databases add. */
export const day: Reader<string> = (value) => {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[ T]00:00:00(?:\.0+)?(?:Z|\+00(?::00)?)?)?$/.exec(
    String(value),
  )
  if (match?.[1] === undefined) throw new TypeError(`a date was expected, not ${kindOf(value)}`)
  return match[1]
}

export function orNull<T>(read: Reader<T>): Reader<T | null> {
  return (value) => (value === null ? null : read(value))
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'a column that is missing'
  return value === null ? 'null' : `another ${typeof value}`
}
