import type { Instant } from '../../src/time/instant'
import type { StreamState } from '../../src/sync/state/stream-state'
import type { Task } from '../../src/sync/progress/tasks'
import type { Walk } from '../../src/sync/progress/walk'

/** What may happen next. `say`: the page is followed by a STATE. */
export type Action =
  | { readonly do: 'begin' }
  | { readonly do: 'page' | 'say' | 'too much' | 'fail'; readonly walk: number }
  | { readonly do: 'share'; readonly walk: number }
  | { readonly do: 'end' }
  | { readonly do: 'kill'; readonly resume: 'at once' | 'a day later' }

/** How often each trouble may come in one history. */
export interface Troubles {
  readonly 'too much': number
  readonly fail: number
  readonly share: number
  readonly kill: number
}

export interface Moment {
  readonly state: StreamState
  /** The last STATE that was said, as it went to the platform. */
  readonly said: string
  readonly walks: readonly Walk[]
  readonly tasks: readonly Task[]
  /** Keys of rows as they were written in this sync. */
  readonly writtenNow: readonly string[]
  /** What the STATE that this sync went on from had said. */
  readonly resumedFrom: StreamState | undefined
  readonly isDone: boolean
}

/** One stream, as far as its pure rooms go, in one history. */
export interface World {
  readonly now: Moment
  /** Keys of rows as they were written, over all syncs. */
  readonly written: readonly string[]
  readonly left: Troubles
  actions(): Action[]
  /** The same world once more, to go on in another way. */
  fork(): World
  act(action: Action): void
}

/** All that a world is. */
export interface Snapshot extends Moment {
  readonly writtenNow: string[]
  readonly written: readonly string[]
  readonly now: Instant
  readonly hasFailed: boolean
}
