import type { StateMessage } from '../../protocol/messages'
import type { Writer } from '../../protocol/writer'
import type { Runtime } from '../../runtime'

/** How much may happen between two STATEs. */
export interface CheckpointLimits {
  readonly records: number
  readonly intervalMs: number
}

/** A state as it stands in a STATE message. */
export type WireStreamState = StateMessage['state']['stream']['stream_state']

/** The STATEs of one stream: when the next is due, and whether it says anything new. */
export class States {
  readonly #stream: string
  readonly #writer: Writer
  readonly #runtime: Pick<Runtime, 'now'>
  readonly #limits: CheckpointLimits
  readonly #learnedSaid = new Set<string>()
  #lastClaims = ''
  #records = 0
  #recordsInStates = 0
  #lastStateAt: number

  constructor(
    stream: string,
    writer: Writer,
    runtime: Pick<Runtime, 'now'>,
    limits: CheckpointLimits,
  ) {
    this.#stream = stream
    this.#writer = writer
    this.#runtime = runtime
    this.#limits = limits
    this.#lastStateAt = runtime.now()
  }

  /** So many records were written. */
  count(records: number): void {
    this.#records += records
  }

  /** Whether enough has happened since the last one. */
  get isDue(): boolean {
    return (
      this.#records - this.#recordsInStates >= this.#limits.records ||
      this.#runtime.now() - this.#lastStateAt >= this.#limits.intervalMs
    )
  }

  /** Writes a STATE, unless it is the same as an earlier one. */
  async say(streamState: WireStreamState): Promise<void> {
    if (!this.#isNew(streamState)) return
    const recordCount = this.#records - this.#recordsInStates
    this.#lastStateAt = this.#runtime.now()
    this.#recordsInStates = this.#records
    await this.#writer.write({
      type: 'STATE',
      state: {
        type: 'STREAM',
        stream: { stream_descriptor: { name: this.#stream }, stream_state: streamState },
        sourceStats: { recordCount },
      },
    })
  }

  /** Learned sizes may go back to earlier values; nothing else in a state does. */
  #isNew({ learned, ...claims }: WireStreamState): boolean {
    const said = JSON.stringify(claims)
    if (said !== this.#lastClaims) this.#learnedSaid.clear()
    this.#lastClaims = said
    const text = JSON.stringify(learned ?? null)
    const isKnown = this.#learnedSaid.has(text)
    this.#learnedSaid.add(text)
    return !isKnown
  }
}
