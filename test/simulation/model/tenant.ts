import type { Instant } from '../../../src/time/instant'

/** One state of a row. */
export interface Version {
  /** The value of the ordering column. */
  readonly at: Instant
  readonly updatedAt: Instant
  /** When the API begins to show it. Infinity: while the API lags. */
  from: Instant
  /** How much later than its own time it became visible, were it not for a lag of the whole API. */
  readonly lateMs: number
  /** The JSON text, byte for byte as the API writes it. */
  readonly text: string
  /** Where it stands among others, if that is not where it belongs. */
  readonly orderAt: Instant
}

/** A row's life: its versions, the oldest first. */
export interface ModelRow {
  readonly id: string
  readonly versions: Version[]
  deletedAt: Instant
}

/** What the API shows of a row now. */
export interface Entry {
  readonly row: ModelRow
  readonly version: Version
}

/** One dataset of a tenant, as it lives on. */
export interface Dataset {
  readonly code: string
  readonly stream: string
  /** Whether an edit moves the row: the order is `updated_at`. */
  readonly moves: boolean
  readonly rows: Map<string, ModelRow>
  /** Puts a version into a row's life; its `from` is not before what has been shown already. */
  add(id: string, version: Version): void
  delete(id: string, at: Instant): void
  /** Ends a lag of the whole API: all that was held back is visible from now on. */
  endLag(at: Instant): void
  /** What is visible at an instant, in the API's order. Instants may not go back. */
  visible(now: Instant): readonly Entry[]
  /** Whether a row may stand where it does not belong. */
  readonly isDisordered: boolean
}

interface Happening {
  readonly at: Instant
  readonly row: ModelRow
  readonly version: Version | undefined
}

export function createDataset(code: string, stream: string, moves: boolean): Dataset {
  const rows = new Map<string, ModelRow>()
  const shown: Entry[] = []
  const showing = new Map<string, Entry>()
  let coming: Happening[] = []
  let held: { readonly row: ModelRow; readonly version: Version }[] = []
  let isSorted = true
  let isDisordered = false

  function indexOf(entry: Entry): number {
    let [low, high] = [0, shown.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const there = shown[middle]
      if (there !== undefined && compare(there, entry) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  function happen({ row, version }: Happening): void {
    const before = showing.get(row.id)
    if (before !== undefined) {
      shown.splice(indexOf(before), 1)
      showing.delete(row.id)
    }
    if (version === undefined) return
    const entry = { row, version }
    shown.splice(indexOf(entry), 0, entry)
    showing.set(row.id, entry)
  }

  function expect(happening: Happening): void {
    coming.push(happening)
    isSorted = false
  }

  return {
    code,
    stream,
    moves,
    rows,
    get isDisordered() {
      return isDisordered
    },
    add: (id, version) => {
      const row = rows.get(id) ?? { id, versions: [], deletedAt: Infinity }
      rows.set(id, row)
      row.versions.push(version)
      if (version.orderAt !== version.at) isDisordered = true
      if (version.from < Infinity) expect({ at: version.from, row, version })
      else held.push({ row, version })
    },
    endLag: (at) => {
      for (const { row, version } of held) {
        version.from = Math.max(at, version.at + version.lateMs)
        expect({ at: version.from, row, version })
      }
      held = []
    },
    delete: (id, at) => {
      const row = rows.get(id)
      if (row === undefined) return
      row.deletedAt = at
      expect({ at, row, version: undefined })
    },
    visible: (now) => {
      if (!isSorted) coming.sort((a, b) => a.at - b.at)
      isSorted = true
      let done = 0
      for (const happening of coming) {
        if (happening.at > now) break
        done += 1
        if (happening.version === undefined || happening.row.deletedAt > happening.at) {
          happen(happening)
        }
      }
      if (done > 0) coming = coming.slice(done)
      return shown
    },
  }
}

/** The keyset order of the API: the ordering column, then the id. */
function compare(a: Entry, b: Entry): number {
  const [one, other] = [a.version.orderAt, b.version.orderAt]
  if (one !== other) return one - other
  return a.row.id < b.row.id ? -1 : Number(a.row.id > b.row.id)
}

/** The version of a row that can be seen at an instant. */
export function versionAt({ versions, deletedAt }: ModelRow, now: Instant): Version | undefined {
  if (deletedAt <= now) return undefined
  return versions.findLast(({ from }) => from <= now)
}

/** The index of the first entry at or after an instant, in a list that is in order. */
export function firstAtOrAfter(entries: readonly Entry[], at: Instant): number {
  return firstThat(entries, ({ version }) => version.at >= at)
}

/** The same behind a place, and not before `since`. */
export function firstBehind(
  entries: readonly Entry[],
  since: Instant,
  place: { readonly at: Instant; readonly id: string } | undefined,
): number {
  if (place === undefined || place.at < since) return firstAtOrAfter(entries, since)
  const { at, id } = place
  return firstThat(
    entries,
    ({ row, version }) => version.at > at || (version.at === at && row.id > id),
  )
}

/** Bisection: the first entry that has what all after it have. */
function firstThat(entries: readonly Entry[], has: (entry: Entry) => boolean): number {
  let [low, high] = [0, entries.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const entry = entries[middle]
    if (entry !== undefined && !has(entry)) low = middle + 1
    else high = middle
  }
  return low
}
