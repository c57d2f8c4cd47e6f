import type { AskContext } from './ask'
import type { Drift } from './output/drift'
import type { StreamOutput } from './output/stream-output'
import type { SyncTimes } from './state/plan'
import type { Checkpoint, StreamState } from './state/stream-state'
import type { Task } from './progress/tasks'

/** What a walk needs of its stream. */
export interface WalkContext extends AskContext {
  readonly output: StreamOutput
  readonly drift: Drift
  readonly times: Pick<SyncTimes, 'now' | 'latest'>
  readonly state: () => StreamState
  readonly take: (checkpoint: Checkpoint) => void
  /** What ClearGrid does not read of the window though it was asked for. */
  readonly putBack: (task: Task) => void
  /** Rows came out of order: from now on only whole windows count. */
  readonly onDisorder: () => void
  /** Told of each page, when it is on its way to stdout. */
  readonly onPage: () => void
}
