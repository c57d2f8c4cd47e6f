import type { PlacedRow, SandboxRow } from '../data'

/** A row as it is from `from` on, until its next version. */
export interface Version extends PlacedRow {
  readonly from: number
}

/** The versions of one row, oldest first: from its `created_at` to its last edit. */
export type History = readonly Version[]

/** A change of a row, some time after it was made. */
export interface Edit {
  readonly afterMs: number
  readonly changes: Readonly<Record<string, unknown>>
}

/** The facts of a new row, whatever its dataset. */
export interface Created {
  readonly publicId: string
  /** When it happened. */
  readonly happenedAt: number
  /** When the row appears: seconds later as a rule, sometimes hours. */
  readonly createdAt: number
  /** Whether it is one of the many rows that a campaign makes at one instant. */
  readonly isCampaign: boolean
}

/**
 * The history of a row: each edit sets `updated_at` and leaves the other fields as they were. Edits
 * are given in order. The place of a version is where `cursorField` puts it.
 */
export function newHistory(
  { createdAt, happenedAt }: Created,
  cursorField: 'communicated_at' | 'created_at' | 'updated_at',
  first: SandboxRow,
  edits: readonly Edit[],
): History {
  let row = first
  const place = (from: number): Version => ({
    from,
    row,
    cursorValue: { communicated_at: happenedAt, created_at: createdAt, updated_at: from }[
      cursorField
    ],
  })
  const versions = [place(createdAt)]
  for (const { afterMs, changes } of edits) {
    const from = createdAt + Math.ceil(afterMs)
    row = { ...row, ...changes, updated_at: toIso(from) }
    versions.push(place(from))
  }
  return versions
}

/** The version of a row that is current at `now`; undefined before it was created. */
export function versionAt(history: History, now: number): Version | undefined {
  return history.findLast(({ from }) => from <= now)
}

/** The three timestamps of a new row. */
export function timestampsOf({ happenedAt, createdAt }: Created): {
  communicated_at: string
  created_at: string
  updated_at: string
} {
  const created = toIso(createdAt)
  return { communicated_at: toIso(happenedAt), created_at: created, updated_at: created }
}

/** The history of a row that tells when it was created and changed, and moves with each change. */
export function movingHistory(
  createdAt: number,
  first: SandboxRow,
  edits: readonly Edit[],
): History {
  const created = toIso(createdAt)
  const row = { ...first, created_at: created, updated_at: created }
  return newHistory(createdFrom(row, createdAt), 'updated_at', row, edits)
}

/** The history of a row that is written once. */
export function loggedHistory(createdAt: number, first: SandboxRow): History {
  const row = { ...first, created_at: toIso(createdAt) }
  return newHistory(createdFrom(row, createdAt), 'created_at', row, [])
}

function createdFrom({ public_id: publicId }: SandboxRow, createdAt: number): Created {
  return { publicId, happenedAt: createdAt, createdAt, isCampaign: false }
}

/** The first instant of the UTC day of an instant, as text. */
export function dayOf(instant: number): string {
  return toIso(Math.floor(instant / DAY_MS) * DAY_MS)
}

/** DD/MM/YYYY, as some of ClearGrid's dates are stored. */
export function slashedDay(instant: number): string {
  return toIso(instant).slice(0, 10).split('-').reverse().join('/')
}

export function toIso(instant: number): string {
  return new Date(instant).toISOString()
}

export const SECOND_MS = 1000
export const MINUTE_MS = 60 * SECOND_MS
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS
