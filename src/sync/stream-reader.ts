import type { Client } from '../cleargrid/client'
import type { PageReader } from '../cleargrid/page/read-page'
import type { Runtime } from '../runtime'
import type { StreamDefinition } from '../streams'
import type { Drift } from './output/drift'
import type { StreamOutput } from './output/stream-output'
import type { Plan, SyncTimes } from './state/plan'
import type { Bounds } from './progress/request-size'
import type { StreamStats } from './output/stats'

/** One stream of a sync, whose windows are walked side by side, in any order. */
export interface StreamReader {
  /** Whether there is a window that nobody walks yet, and that may be begun now. */
  hasWork(): boolean
  /** Whether nothing is left that nobody walks. */
  readonly isDone: boolean
  /** Makes a window of half of what a long walk has still before it. False: nothing to share. */
  share(): boolean
  /**
   * Walks the next window and says on stdout what came of it. A gateway timeout puts what is left
   * of the window back, to be asked for in smaller pieces. A window that fails for good is set
   * aside: the state has a hole, which the next sync reads.
   * @throws only what ends the whole sync: the signal's reason, ReaderGoneError.
   */
  walkNext(signal: AbortSignal): Promise<void>
  /** Says the last STATE. */
  close(): Promise<void>
}

export interface StreamReaderOptions {
  readonly stream: StreamDefinition
  readonly plan: Plan
  readonly bounds: Bounds
  readonly client: Client
  readonly readPage: PageReader
  readonly output: StreamOutput
  readonly drift: Drift
  readonly stats: StreamStats
  readonly times: Pick<SyncTimes, 'now' | 'latest'>
  readonly runtime: Pick<Runtime, 'elapsedMs' | 'log'>
  /** Told of each page: a walk has come further. */
  readonly onProgress: () => void
  /** Told of each window that is set aside. */
  readonly onFailure: (thrown: unknown) => Promise<void>
  /** Whether it ends the whole sync, and is nobody's failure. */
  readonly endsTheSync: (thrown: unknown, signal: AbortSignal) => boolean
}
