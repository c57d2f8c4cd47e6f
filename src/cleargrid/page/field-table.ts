import type { Field, JsonType, RowFormat } from './row-format'

/** The bits that assembly/fields.ts knows types and roles by. */
const TYPE_BITS: Readonly<Record<JsonType, number>> = {
  string: 1,
  number: 2,
  integer: 4,
  boolean: 8,
  null: 16,
  object: 32,
  array: 64,
}
const INSTANT_BIT = 128
const ROLES = { keys: [1, 8], cursorValue: 2, changedAt: 4 } as const

/** The layout of assembly/fields.ts. */
const HEAD = 16
const ENTRY = 80
const KEYS_WANTED = 8
const AT = { length: 48, types: 52, roles: 56, next: 60, nested: 64 } as const

/** What the scanner remembers in 64 bits, and in 48 bytes. */
const FIELDS_MAX = 64
const NAME_BYTES_MAX = 48

/**
 * The tables of fields that the scanner compares rows with, as bytes that begin at `address` of
 * its memory. Undefined where a dataset has more fields, or longer names, than it has room for, or
 * where nothing is known of the key (of two parts at the most) or the ordering column.
 */
export function fieldTables(format: RowFormat, address: number, room: number): Buffer | undefined {
  const tables = tablesIn(format.fields)
  const bytes = tables.reduce((sum, table) => sum + bytesOf(table), 0)
  const longest = Math.max(...tables.flat().map(({ name }) => Buffer.byteLength(name)))
  const isTooMuch = tables.some(({ length }) => length > FIELDS_MAX) || longest > NAME_BYTES_MAX
  const isKnown = (wanted: string): boolean => format.fields.some(({ name }) => name === wanted)
  if (isTooMuch || bytes > room) return undefined
  const { primaryKey, cursorField } = format
  if (primaryKey.length === 0 || primaryKey.length > ROLES.keys.length) return undefined
  if (![...primaryKey, cursorField].every(isKnown)) return undefined

  const memory = Buffer.alloc(bytes)
  let free = 0

  function write(table: readonly Field[], roles: (name: string) => number): number {
    const at = free
    free += bytesOf(table)
    memory.writeUInt32LE(table.length, at)
    for (const [index, { name, types, isInstant, fields: nested }] of table.entries()) {
      const entry = at + HEAD + ENTRY * index
      const bits = types.reduce((sum, type) => sum | TYPE_BITS[type], isInstant ? INSTANT_BIT : 0)
      memory.writeUInt32LE(memory.write(name, entry), entry + AT.length)
      memory.writeUInt32LE(bits, entry + AT.types)
      memory.writeUInt32LE(roles(name), entry + AT.roles)
      memory.writeUInt32LE((index + 1) % table.length, entry + AT.next)
      if (nested === undefined) continue
      memory.writeUInt32LE(
        write(nested, () => 0),
        entry + AT.nested,
      )
    }
    return address + at
  }
  write(format.fields, (name) => rolesOf(name, format))
  memory.writeUInt32LE(rolesOfKey(primaryKey, primaryKey), KEYS_WANTED)
  return memory
}

function rolesOf(name: string, { primaryKey, cursorField, changeField }: RowFormat): number {
  return (
    rolesOfKey([name], primaryKey) |
    (name === cursorField ? ROLES.cursorValue : 0) |
    (name === changeField ? ROLES.changedAt : 0)
  )
}

/** The roles of those parts of a key that are among `names`. */
function rolesOfKey(names: readonly string[], primaryKey: readonly string[]): number {
  return ROLES.keys.reduce(
    (sum, role, part) => (names.includes(primaryKey[part] ?? '') ? sum | role : sum),
    0,
  )
}

function bytesOf(table: readonly Field[]): number {
  return HEAD + ENTRY * table.length
}

/** The table itself, and those of the objects in it, at any depth. */
function tablesIn(table: readonly Field[]): (readonly Field[])[] {
  return [table, ...table.flatMap(({ fields }) => (fields === undefined ? [] : tablesIn(fields)))]
}
