import type { IncomingMessage } from 'node:http'
import { gunzipSync } from 'node:zlib'
import type { Allowance, Share } from './allowance'
import type { Buffers } from './buffers'
import { codeOf, ExchangeFailure } from './failure'

/** Where a body of unknown length begins. */
const FIRST_BYTES = 64 * 1024

/** A body grows by doubling, and by no more than this at once. */
const GROWTH_BYTES_MAX = 8 * 1024 * 1024

/** A body, in a buffer that may be longer. */
export interface Collected {
  readonly buffer: Buffer
  readonly length: number
}

/** What bodies are collected with. */
export interface BodyTools {
  readonly buffers: Buffers
  readonly allowance: Allowance
}

/**
 * Collects the body of an answer, decompressed, in one of `buffers`: its pieces are copied as they
 * come, so that each of them is free at once.
 * @throws ExchangeFailure: 'broken' when it breaks off or cannot be decompressed, 'too-large' when it
 *   is more than may be held, packed or unpacked.
 */
export async function collect(answer: IncomingMessage, tools: BodyTools): Promise<Collected> {
  const share = tools.allowance.open(() => answer.destroy(tooLarge()))
  try {
    const collected = await collectBytes(answer, tools.buffers, share)
    const isPacked = /\bgzip\b/i.test(answer.headers['content-encoding'] ?? '')
    return isPacked ? unpacked(collected, tools.buffers, share) : collected
  } finally {
    share.close()
  }
}

async function collectBytes(
  answer: IncomingMessage,
  buffers: Buffers,
  share: Share,
): Promise<Collected> {
  const known = Number(answer.headers['content-length'] ?? FIRST_BYTES)
  if (!share.holds(known)) throw tooLarge()
  let buffer = buffers.take(known)
  let length = 0

  /** Room for a piece; false: there can be none. */
  function makeRoom(wanted: number): boolean {
    while (wanted > buffer.length) {
      const growth = Math.min(Math.max(buffer.length, FIRST_BYTES), GROWTH_BYTES_MAX)
      if (!share.holds(buffer.length + growth)) return false
      const larger = buffers.take(buffer.length + growth)
      buffer.copy(larger, 0, 0, length)
      buffers.giveBack(buffer)
      buffer = larger
    }
    return true
  }

  try {
    await new Promise<void>((resolve, reject) => {
      answer.on('data', (piece: Buffer) => {
        if (answer.destroyed) return
        if (!makeRoom(length + piece.length)) {
          answer.destroy(tooLarge())
          return
        }
        buffer.set(piece, length)
        length += piece.length
      })
      answer.on('end', resolve)
      answer.on('error', (thrown) => reject(brokenOff(thrown)))
      answer.on('close', () => {
        if (!answer.readableEnded) reject(brokenOff({ code: 'ECONNRESET' }))
      })
    })
  } catch (thrown) {
    buffers.giveBack(buffer)
    throw thrown
  }
  return { buffer, length }
}

function tooLarge(): ExchangeFailure {
  return new ExchangeFailure({ kind: 'too-large', what: 'the answer was too large' })
}

function brokenOff(thrown: unknown): ExchangeFailure {
  if (thrown instanceof ExchangeFailure) return thrown
  return new ExchangeFailure({ kind: 'broken', what: `the answer broke off (${codeOf(thrown)})` })
}

/** Synchronous: a page takes a millisecond or two, and its size is bounded beforehand. */
function unpacked({ buffer, length }: Collected, buffers: Buffers, share: Share): Collected {
  try {
    const whole = gunzipSync(buffer.subarray(0, length), { maxOutputLength: share.left() })
    return { buffer: whole, length: whole.length }
  } catch (thrown) {
    throw codeOf(thrown) === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : brokenOff(thrown)
  } finally {
    buffers.giveBack(buffer)
  }
}
