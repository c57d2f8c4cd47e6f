import type { Instant } from '../../../src/time/instant'
import type { Nature } from '../model/nature'
import type { Dataset } from '../model/tenant'

/** What the platform has of one stream, and what the oracle remembers of its syncs. */
export interface Ledger {
  readonly dataset: Dataset
  /** The newest version of each row that was ever written. */
  readonly written: Map<string, number>
  /** The same since the full refresh began that is under way, or was the last. */
  refreshed: Map<string, number>
  refreshBegan: Instant
  /** The greatest cursor value ever written. */
  newest: Instant
  /** The last state that the platform has. */
  state: Readonly<Record<string, unknown>> | undefined
  /** When the first sync began. */
  firstBegan: Instant | undefined
  /** When the syncs began since the last one that was finished. */
  unfinishedStarts: readonly Instant[]
  /** Whether any sync of it was cut short or failed. */
  wasCut: boolean
  /** When the last finished recheck began, at the earliest and at the latest. */
  recheck: { readonly earliest: Instant; readonly latest: Instant } | undefined
  /** When a recheck may have begun that nobody has finished. */
  recheckMaybe: Instant[]
}

/** The warehouse that all syncs of a seed fill. */
export interface Warehouse {
  readonly ledgers: ReadonlyMap<string, Ledger>
  /** Settings that bound what is owed over several syncs. */
  lookbackMsMin: number
  recheckMsMin: number
  startDateMax: Instant
  horizonMax: Instant
  /** Whole syncs in a row under the limits that ClearGrid has now. */
  limits: { readonly nature: Nature; readonly completeSyncs: number } | undefined
}

export function createWarehouse(datasets: readonly Dataset[]): Warehouse {
  const ledger = (dataset: Dataset): Ledger => ({
    dataset,
    written: new Map(),
    refreshed: new Map(),
    refreshBegan: -Infinity,
    newest: -Infinity,
    state: undefined,
    firstBegan: undefined,
    unfinishedStarts: [],
    wasCut: false,
    recheck: undefined,
    recheckMaybe: [],
  })
  return {
    ledgers: new Map(datasets.map((dataset) => [dataset.stream, ledger(dataset)])),
    lookbackMsMin: Infinity,
    recheckMsMin: Infinity,
    startDateMax: -Infinity,
    horizonMax: -Infinity,
    limits: undefined,
  }
}

export function statesOf({ ledgers }: Warehouse): Map<string, unknown> {
  return new Map(
    [...ledgers].flatMap(([stream, { state }]) => (state === undefined ? [] : [[stream, state]])),
  )
}
