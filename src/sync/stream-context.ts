import type { Client } from '../cleargrid/client'
import type { PageReader } from '../cleargrid/page/read-page'
import type { Runtime } from '../runtime'
import type { StreamDefinition } from '../streams'
import type { Drift } from './output/drift'
import type { StreamStats } from './output/stats'
import type { StreamOutput } from './output/stream-output'
import type { StreamProgress } from './progress/stream-progress'
import type { SyncTimes } from './state/plan'

/** A stream that is being read: what it knows, whom it asks, and where it says what. */
export interface StreamContext {
  readonly stream: StreamDefinition
  readonly progress: StreamProgress
  readonly client: Client
  readonly readPage: PageReader
  readonly output: StreamOutput
  readonly drift: Drift
  readonly stats: StreamStats
  readonly times: Pick<SyncTimes, 'now' | 'latest'>
  readonly runtime: Pick<Runtime, 'elapsedMs' | 'log'>
  /** Told of each page, when it is on its way to stdout: a walk has come further. */
  readonly onPage: () => void
}
