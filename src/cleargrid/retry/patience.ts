/**
 * Tracks since when requests have been failing, to measure the patience of the whole sync. All
 * times are milliseconds of the monotonic clock.
 */
export interface Patience {
  /** A request of `dataset` (undefined: a login) got what it asked for. */
  succeeded(dataset: string | undefined, nowMs: number): void
  /** ClearGrid, or something in its place, answered: it can be reached. */
  reached(): void
  /** A request of `dataset` was too large: ClearGrid is working, so earlier failures are over. */
  wasTooMuch(dataset: string | undefined): void
  /** A request failed in a way that is tried again. `isFirst`: it had not failed before. */
  failed(failure: Failed, nowMs: number): void
  /** Since when it has been failing; `nowMs` where it has not. */
  failingSinceMs(failure: Failed, nowMs: number): number
  /** When the last page came; before the first, when the sync began. */
  readonly lastPageMs: number
  /** Requests that failed since anything succeeded. */
  readonly failedRequests: number
  /** When anything last succeeded; before that, when the sync began. */
  readonly lastSuccessMs: number
  /** Whether a page of this dataset has come. */
  hasAnswered(dataset: string | undefined): boolean
  /** A request of a dataset that had answered was refused for as long as patience lasts. */
  wasRefusedToTheEnd(dataset: string | undefined): void
  /** Whether one was: then refusals of this dataset are of windows, and no outage. */
  isTiredOf(dataset: string | undefined): boolean
  /** Whether anything has succeeded. */
  readonly hasSucceeded: boolean
}

/** One failure: of which dataset, and whether it concerns everything. */
export interface Failed {
  readonly dataset: string | undefined
  readonly isFirst: boolean
  readonly concerns: 'request' | 'everything'
}

export function createPatience(startMs: number): Patience {
  const datasetsFailingSince = new Map<string | undefined, number>()
  const answered = new Set<string | undefined>()
  const tiring = new Set<string | undefined>()
  let unreachableSince: number | undefined
  let lastPageMs = startMs
  let lastSuccessMs = startMs
  let failedRequests = 0

  return {
    succeeded: (dataset, nowMs) => {
      datasetsFailingSince.delete(dataset)
      answered.add(dataset)
      unreachableSince = undefined
      lastSuccessMs = nowMs
      if (dataset !== undefined) lastPageMs = nowMs
      failedRequests = 0
    },
    reached: () => void (unreachableSince = undefined),
    wasTooMuch: (dataset) => void datasetsFailingSince.delete(dataset),
    failed: ({ dataset, isFirst, concerns }, nowMs) => {
      if (isFirst) failedRequests += 1
      if (concerns === 'everything') unreachableSince ??= nowMs
      if (!datasetsFailingSince.has(dataset)) datasetsFailingSince.set(dataset, nowMs)
    },
    failingSinceMs: ({ dataset, concerns }, nowMs) => {
      const everythingSince = concerns === 'everything' ? unreachableSince : undefined
      const datasetSince = datasetsFailingSince.get(dataset)
      return Math.min(everythingSince ?? nowMs, datasetSince ?? nowMs)
    },
    hasAnswered: (dataset) => answered.has(dataset),
    wasRefusedToTheEnd: (dataset) => void tiring.add(dataset),
    isTiredOf: (dataset) => tiring.has(dataset),
    get lastPageMs() {
      return lastPageMs
    },
    get failedRequests() {
      return failedRequests
    },
    get lastSuccessMs() {
      return lastSuccessMs
    },
    get hasSucceeded() {
      return answered.size > 0
    },
  }
}
