import type { Instant } from '../time/instant'
import type { OnStreamEnd } from './output/stats'
import type { StreamContext } from './stream-context'
import { walkNext } from './walk-next'

/** One stream of a sync, whose windows are walked side by side, in any order. */
export interface Stream {
  readonly walksInFlight: number
  readonly hasFailed: boolean
  /** Whether there is a window that nobody walks yet, and that may be begun now. */
  hasWork(): boolean
  /** Makes a task of the later part of a long walk; false when there is nothing to share. */
  share(): boolean
  /**
   * Walks one window. What goes wrong is this stream's: told on stdout, the others go on. When
   * nothing is left the stream ends.
   * @throws only what ends the whole sync: EndOfWorkError, which is the signal's reason too.
   */
  walkNext(signal: AbortSignal): Promise<void>
  /** Tells the platform that nothing comes before `until` because ClearGrid said so. */
  announcePause(until: Instant): Promise<void>
  /** Writes the last safe STATE when the sync is told to stop. */
  stop(): Promise<void>
}

/** A stream that is being read, until nothing is left to walk. */
export class ReadingStream implements Stream {
  readonly #context: StreamContext
  readonly #startedAt: Instant
  readonly #now: () => Instant
  readonly #onEnd: OnStreamEnd | undefined
  #life: 'reading' | 'ended' = 'reading'
  #walksInFlight = 0

  /** @param startedAt when it said STARTED. */
  constructor(
    context: StreamContext,
    startedAt: Instant,
    now: () => Instant,
    onEnd: OnStreamEnd | undefined,
  ) {
    this.#context = context
    this.#startedAt = startedAt
    this.#now = now
    this.#onEnd = onEnd
  }

  get walksInFlight(): number {
    return this.#walksInFlight
  }

  get hasFailed(): boolean {
    return this.#context.progress.hasFailed
  }

  hasWork(): boolean {
    return this.#context.progress.mayBegin
  }

  share(): boolean {
    return this.#context.progress.share()
  }

  async walkNext(signal: AbortSignal): Promise<void> {
    this.#walksInFlight += 1
    try {
      await walkNext(this.#context, signal)
    } finally {
      this.#walksInFlight -= 1
    }
    await this.endIfDone()
  }

  async announcePause(until: Instant): Promise<void> {
    if (this.#life === 'reading') await this.#context.output.waiting(until)
  }

  async stop(): Promise<void> {
    if (this.#life === 'reading') await this.#sayLastState()
  }

  /** Says how it ended, once, when nothing is left. */
  async endIfDone(): Promise<void> {
    const { progress, output } = this.#context
    if (this.#life === 'ended' || !progress.isDone || this.#walksInFlight > 0) return
    this.#life = 'ended'
    await this.#sayLastState()
    this.#report()
    await (this.hasFailed ? output.incomplete() : output.completed())
  }

  async #sayLastState(): Promise<void> {
    const { progress, output } = this.#context
    await output.checkpoint(progress.finish())
  }

  #report(): void {
    const { stream, drift, stats, runtime } = this.#context
    const seconds = (this.#now() - this.#startedAt) / 1000
    const differences = drift.report()
    for (const line of differences) runtime.log('WARN', `${stream.name}: ${line}.`)
    runtime.log('INFO', stats.summary(stream.name, seconds, differences.length))
    this.#onEnd?.(stream.name, { ...stats.figures(), seconds })
  }
}

/** A stream of which there was nothing to read: it ended as soon as it began. */
export const UNREAD_STREAM: Stream = {
  walksInFlight: 0,
  hasFailed: false,
  hasWork: () => false,
  share: () => false,
  walkNext: async () => {},
  announcePause: async () => {},
  stop: async () => {},
}
