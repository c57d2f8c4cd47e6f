import type { NewFields } from './new-fields'

/** A line of the log. */
export type Line = readonly ['INFO' | 'WARN', string]

/** What a dataset that could not be looked at said. */
export interface Troubled {
  readonly name: string
  readonly trouble: string
}

/** What comes of taking such a list of streams for the whole. */
export const DO_NOT_REFRESH =
  "Do not refresh a connection's schema from this list: it would drop what is missing here."

/** A dataset that ClearGrid itself says is not there. */
export function leftOut(name: string, section: string, code: string): Line {
  const what = `ClearGrid does not offer ${section}/${code} to this lender (404)`
  return ['INFO', `${name}: ${what}. It is left out.`]
}

/** Streams that are offered without their new fields. */
export function notLookedAt(troubled: readonly Troubled[]): Line[] {
  const [first] = troubled
  if (first === undefined) return []
  const names = namesIn(troubled.map(({ name }) => name))
  const what = `${names}: new fields could not be looked for`
  return [['WARN', `${what}. ${first.trouble} ${DO_NOT_REFRESH}`]]
}

/** Streams that may be there, and are not offered. */
export function mayBeMissing(troubled: readonly Troubled[]): Line[] {
  const [first] = troubled
  if (first === undefined) return []
  const names = namesIn(troubled.map(({ name }) => name))
  const what = `${names}: it cannot be seen whether ClearGrid offers this now, so it is not offered`
  return [['WARN', `${what}. ${first.trouble} ${DO_NOT_REFRESH}`]]
}

/** Places that ClearGrid's catalog lists, and nobody looked at. */
export function tooManyListed(places: readonly string[]): Line[] {
  if (places.length === 0) return []
  const what = "ClearGrid's catalog lists more datasets than are looked at. Not looked at"
  return [['WARN', `${what}: ${namesIn(places)}.`]]
}

/** A dataset whose rows could be stored nowhere. */
export function withoutKey(name: string): Line {
  return [
    'WARN',
    `${name}: it has rows without public_id, so nothing names them. It is not offered.`,
  ]
}

/** A dataset that is ordered nobody knows how. */
export function withoutProof(name: string, cursorField: string, hasRows: boolean): Line {
  const why = hasRows ? 'its rows do not show what it is ordered by' : 'no row of it was seen'
  const risk = 'Rows could be missed: refresh the schema again before you rely on it'
  return ['WARN', `${name}: ${why}, so its cursor field ${cursorField} is a guess. ${risk}.`]
}

/** Fields that the rows of a stream have, and that are no columns. */
export function withoutColumn(name: string, { unusable, beyond }: NewFields): Line[] {
  const lines: Line[] = []
  if (unusable.length > 0) {
    const why =
      'their names are no names of columns, or those of others but for case or punctuation'
    lines.push([
      'WARN',
      `${name}: fields that are not offered, because ${why}: ${namesIn(unusable)}.`,
    ])
  }
  if (beyond > 0) {
    const many = `${beyond} more new fields than a table can have columns`
    lines.push(['WARN', `${name}: ${many}. Those that most rows have are offered.`])
  }
  return lines
}

/** So many names are told, and so much of each: they may be made of data. */
const NAMED_MAX = 20
const NAME_CHARACTERS_MAX = 100

/** `a, b and 7 more`. An empty name is shown as `""`. */
export function namesIn(names: readonly string[]): string {
  const told = names.slice(0, NAMED_MAX).map(cut).join(', ')
  return names.length <= NAMED_MAX ? told : `${told} and ${names.length - NAMED_MAX} more`
}

function cut(name: string): string {
  if (name === '') return '""'
  return name.length <= NAME_CHARACTERS_MAX ? name : `${name.slice(0, NAME_CHARACTERS_MAX)}…`
}
