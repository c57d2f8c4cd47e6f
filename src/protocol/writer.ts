import type { Writable } from 'node:stream'
import { EndOfWorkError } from '../errors'
import { toLine, type Message } from './messages'
import type { Secrets } from './secrets'
import { memberOf } from '../json/unknown'

/** The reader closed stdout: nobody listens any more. Not a failure to report to anyone. */
export class ReaderGoneError extends EndOfWorkError {
  constructor(message = 'The reader closed stdout') {
    super(message)
  }
}

/**
 * The output cannot be written, though nobody closed the other end: a full disk. The work ends as
 * it does when the reader goes away, but this is a failure, reported on stderr.
 */
export class OutputFailedError extends ReaderGoneError {}

/**
 * The only thing that writes to stdout. Lines come out whole and in the order of the calls.
 * Await each call: it resolves when the reader has room for more, which is how a slow reader slows
 * the requests down.
 */
export interface Writer {
  /** @throws ReaderGoneError once the reader has closed the other end; OutputFailedError. */
  write(message: Message): Promise<void>
  /**
   * So many RECORD lines of a stream that are ready, line breaks included: those of one page. Same
   * errors. `whenWritten` is called when nobody needs the buffer any more.
   */
  writeLines(lines: Buffer, stream: string, count: number, whenWritten?: () => void): Promise<void>
  /** Resolves when all that was written has left the process. Same errors. */
  drained(): Promise<void>
}

/**
 * Called for everything that is about to be written, once a page: it must be quick, and must not
 * throw.
 */
export interface WriteObserver {
  message(message: Message): void
  records(stream: string, count: number): void
}

const NOBODY: WriteObserver = { message: () => {}, records: () => {} }

export function createWriter(
  out: Writable,
  secrets: Secrets,
  observer: WriteObserver = NOBODY,
): Writer {
  const outlet = new Outlet(out)
  return {
    write: async (message) => {
      const hidden = secrets.hide(message)
      observer.message(hidden)
      await outlet.push(toLine(hidden))
    },
    writeLines: async (lines, stream, count, whenWritten) => {
      observer.records(stream, count)
      await outlet.push(lines, whenWritten)
    },
    drained: async () => await outlet.drained(),
  }
}

/** What is on its way out, who waits for room, and what was lost. */
class Outlet {
  readonly #out: Writable
  #lost: ReaderGoneError | undefined
  #onTheirWay = 0
  #wakeAll: (() => void)[] = []

  constructor(out: Writable) {
    this.#out = out
    out.on('drain', () => this.#wake())
    // EPIPE and its kin arrive here; without a listener they would end the process with a stack.
    out.on('error', (error) => this.#fail(error))
    out.on('close', () => this.#fail(undefined))
  }

  async push(lines: string | Buffer, whenWritten?: () => void): Promise<void> {
    this.#refuseIfLost()
    this.#onTheirWay += 1
    const hasLeft = (error?: Error | null): void => {
      whenWritten?.()
      this.#left(error)
    }
    if (!this.#out.write(lines, hasLeft)) await this.#woken()
    this.#refuseIfLost()
  }

  async drained(): Promise<void> {
    while (this.#lost === undefined && this.#onTheirWay > 0) await this.#woken()
    this.#refuseIfLost()
  }

  #left(error?: Error | null): void {
    this.#onTheirWay -= 1
    if (error) this.#fail(error)
    else if (this.#onTheirWay === 0) this.#wake()
  }

  #fail(reason: unknown): void {
    this.#lost ??= toLoss(reason)
    this.#wake()
  }

  #refuseIfLost(): void {
    if (this.#lost !== undefined) throw this.#lost
  }

  #wake(): void {
    const waiting = this.#wakeAll
    this.#wakeAll = []
    for (const resolve of waiting) resolve()
  }

  async #woken(): Promise<void> {
    await new Promise<void>((resolve) => this.#wakeAll.push(resolve))
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left on the device',
  EDQUOT: 'the disk quota is used up',
  EIO: 'the device reports an error',
  EFBIG: 'the file would be too large',
}

/** Only EPIPE, or a stream that was closed without a word, is a reader that left. */
export function toLoss(reason: unknown): ReaderGoneError {
  const given = memberOf(reason, 'code')
  const code = typeof given === 'string' ? given : ''
  if (reason === undefined || code === 'EPIPE') return new ReaderGoneError()
  const why = [code, REASONS[code]].filter(Boolean).join(', ')
  return new OutputFailedError(`The output cannot be written${why === '' ? '' : `: ${why}`}.`)
}
