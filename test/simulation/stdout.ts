import { Writable } from 'node:stream'
import type { Instant } from '../../src/time/instant'
import type { VirtualClock } from './virtual-clock'
import { socketError } from './wire/pipe'

/** How a sync ends before its time. */
export type Cut =
  | { readonly how: 'kill'; readonly afterBytes: number }
  | { readonly how: 'stop'; readonly afterMs: number }
  | { readonly how: 'reader gone'; readonly afterBytes: number }

/** A line of stdout, and when it came out. */
export interface Line {
  readonly at: Instant
  readonly text: string
}

export interface Stdout {
  readonly out: Writable
  isCut(): boolean
  isGone(): boolean
  bytesWaitingMax(): number
  drained(): Promise<void>
  seen(): { text: string; lines: Line[] }
}

/** What a pipe takes ahead of its reader: Node's own default has changed from 20 to 22. */
const AHEAD_BYTES = 16 * 1024

/** A reader: it may be slow, go away, or see only so many bytes before the process is dead. */
export function createStdout(
  clock: VirtualClock,
  readerDelayMs: number,
  cut: Cut | undefined,
): Stdout {
  const killAfter = cut?.how === 'kill' ? cut.afterBytes : Infinity
  const goneAfter = cut?.how === 'reader gone' ? cut.afterBytes : Infinity
  const chunks: Line[] = []
  let bytes = 0
  let bytesWaitingMax = 0

  function take(chunk: Buffer): void {
    // Read as late as can be: a buffer that was given back too early is rubbish by now.
    const room = Math.min(killAfter, goneAfter) - bytes
    const text = chunk.subarray(0, room).toString('utf8')
    bytes += Math.min(chunk.length, room)
    chunks.push({ at: clock.now(), text })
  }

  const out = new Writable({
    highWaterMark: AHEAD_BYTES,
    write: (chunk: Buffer, _encoding, done) => {
      bytesWaitingMax = Math.max(bytesWaitingMax, out.writableLength)
      const finish = (): void => {
        if (bytes >= killAfter) return
        take(chunk)
        // A dead process hears nothing any more.
        if (bytes >= killAfter) return
        if (bytes >= goneAfter) done(socketError('EPIPE'))
        else done()
      }
      if (readerDelayMs === 0) finish()
      else void clock.sleep(readerDelayMs).then(finish)
    },
  })
  return {
    out,
    isCut: () => bytes >= killAfter,
    isGone: () => bytes >= goneAfter,
    bytesWaitingMax: () => bytesWaitingMax,
    drained: async () => {
      if (out.destroyed || out.writableLength === 0) return
      await new Promise<void>((resolve) => out.write('', () => resolve()))
    },
    seen: () => ({ text: chunks.map(({ text }) => text).join(''), lines: linesOf(chunks) }),
  }
}

/** Whole lines only: what the platform understands. */
function linesOf(chunks: readonly Line[]): Line[] {
  const lines: Line[] = []
  let rest = ''
  for (const { at, text } of chunks) {
    const parts = (rest + text).split('\n')
    rest = parts.pop() ?? ''
    for (const part of parts) if (part !== '') lines.push({ at, text: part })
  }
  return lines
}
