import type { StreamDefinition } from './streams'

/** A dataset that the table does not know, as it was once discovered. */
export interface DiscoveredStream {
  readonly name: string
  readonly schema: Readonly<Record<string, unknown>>
  readonly cursorField: string
  readonly primaryKey: readonly string[]
}

type Dataset = StreamDefinition['dataset']

/** Announced, and not open yet: the details of outcomes that agents log. */
export const OUTCOMES = {
  name: 'manual_communication_outcomes',
  dataset: { section: 'S4', code: 'D24' },
} as const

/** What an undocumented dataset is ordered by: the first of these fields that it has. */
export const LIKELY_CURSOR_FIELDS = ['updated_at', 'communicated_at', 'created_at'] as const

/** The stream of a dataset without a name of its own: `dataset_d04`. */
export function nameOfDataset({ code }: Dataset): string {
  return code === OUTCOMES.dataset.code ? OUTCOMES.name : `dataset_${code.toLowerCase()}`
}

/** Whether a stream of this name may have been discovered, though the table does not know it. */
export function isDiscoveredName(name: string): boolean {
  return codeIn(name) !== undefined
}

/**
 * All that is needed to read a discovered stream, from the configured catalog alone.
 * @returns undefined for a name that no discovery gives.
 */
export function toDefinition(stream: DiscoveredStream): StreamDefinition | undefined {
  const code = codeIn(stream.name)
  if (code === undefined) return undefined
  const { name, schema, cursorField, primaryKey } = stream
  const dataset = datasetIn(schema[DATASET_KEYWORD], code) ?? { section: sectionOf(code), code }
  return { name, dataset, cursorField, primaryKey, changes: changesBy(cursorField), filter: 'via' }
}

/** Where a discovered stream's schema names its dataset, as `S1/D04`: a keyword that says nothing. */
export const DATASET_KEYWORD = '$comment'

function codeIn(name: string): string | undefined {
  if (name === OUTCOMES.name) return OUTCOMES.dataset.code
  return /^dataset_(d\d\d)$/.exec(name)?.[1]?.toUpperCase()
}

function datasetIn(text: unknown, code: string): Dataset | undefined {
  const section = typeof text === 'string' ? /^(S\d)\/(D\d\d)$/.exec(text) : null
  return section?.[2] === code ? { section: section[1] ?? '', code } : undefined
}

/** The codes are numbered through the sections: each section begins with one of these. */
const FIRST_CODES = [
  ['S5', 'D25'],
  ['S4', 'D21'],
  ['S3', 'D16'],
  ['S2', 'D07'],
] as const

function sectionOf(code: string): string {
  return FIRST_CODES.find(([, first]) => code >= first)?.[0] ?? 'S1'
}

function changesBy(cursorField: string): StreamDefinition['changes'] {
  if (cursorField === 'updated_at') return 'moves the row'
  return cursorField === 'created_at' ? 'never' : 'in place'
}
