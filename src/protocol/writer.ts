import type { Writable } from 'node:stream'
import { lineOf, type Message } from './messages'
import type { Secrets } from './secrets'

/** The reader closed stdout: nobody listens any more. Not a failure to report to anyone. */
export class ReaderGoneError extends Error {
  constructor() {
    super('The reader closed stdout')
    this.name = 'ReaderGoneError'
  }
}

/**
 * The only thing that writes to stdout. Lines come out whole and in the order of the calls.
 * Await each call: it resolves when the reader has room for more, which is how a slow reader slows
 * the requests down.
 */
export interface Writer {
  /** @throws ReaderGoneError once the reader has closed the other end. */
  write(message: Message): Promise<void>
  /**
   * Lines that are ready, line breaks included: RECORDs of one page. Same errors. `whenWritten` is
   * called when nobody needs the buffer any more.
   */
  writeLines(lines: Buffer, whenWritten?: () => void): Promise<void>
  /** Resolves when all that was written has left the process. */
  drained(): Promise<void>
}

export function createWriter(out: Writable, secrets: Secrets): Writer {
  let gone = false
  let wakeAll: (() => void)[] = []

  function wake(): void {
    const waiting = wakeAll
    wakeAll = []
    for (const resolve of waiting) resolve()
  }
  out.on('drain', wake)
  // EPIPE and its kin arrive here; without a listener they would end the process with a stack.
  for (const event of ['error', 'close'] as const) {
    out.on(event, () => {
      gone = true
      wake()
    })
  }

  function refuseIfGone(): void {
    if (gone) throw new ReaderGoneError()
  }

  async function push(lines: string | Buffer, whenWritten?: () => void): Promise<void> {
    refuseIfGone()
    if (!out.write(lines, whenWritten)) await new Promise<void>((resolve) => wakeAll.push(resolve))
    refuseIfGone()
  }

  return {
    write: async (message) => await push(lineOf(secrets.hide(message))),
    writeLines: push,
    drained: async () => {
      if (gone || out.writableLength === 0) return
      await new Promise<void>((resolve) => out.write('', () => resolve()))
    },
  }
}
