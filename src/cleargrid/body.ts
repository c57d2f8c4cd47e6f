import type { IncomingMessage } from 'node:http'
import { gunzipSync } from 'node:zlib'
import type { Buffers } from './buffers'

/** What one body may have at the most, packed and unpacked. */
const BYTES_MAX = 256 * 1024 * 1024

/** Where a body of unknown length begins. */
const FIRST_BYTES = 64 * 1024

/** A body, in a buffer that may be longer. */
export interface Collected {
  readonly buffer: Buffer
  readonly length: number
}

/**
 * Collects the body of an answer, decompressed, in one of `buffers`: its pieces are copied as they
 * come, so that each of them is free at once.
 * @throws when it breaks off, cannot be decompressed, or is larger than any page.
 */
export async function collect(answer: IncomingMessage, buffers: Buffers): Promise<Collected> {
  const collected = await collectBytes(answer, buffers)
  const isPacked = /\bgzip\b/i.test(answer.headers['content-encoding'] ?? '')
  return isPacked ? unpacked(collected, buffers) : collected
}

async function collectBytes(answer: IncomingMessage, buffers: Buffers): Promise<Collected> {
  const known = Number(answer.headers['content-length'] ?? NaN)
  let buffer = buffers.take(known <= BYTES_MAX ? known : FIRST_BYTES)
  let length = 0

  function makeRoom(): void {
    const larger = buffers.take(2 * Math.max(buffer.length, FIRST_BYTES))
    buffer.copy(larger, 0, 0, length)
    buffers.giveBack(buffer)
    buffer = larger
  }

  return await new Promise((resolve, reject) => {
    answer.on('data', (piece: Buffer) => {
      if (length + piece.length > BYTES_MAX) answer.destroy(tooLarge())
      while (length + piece.length > buffer.length) makeRoom()
      buffer.set(piece, length)
      length += piece.length
    })
    answer.on('end', () => resolve({ buffer, length }))
    answer.on('error', reject)
  })
}

function tooLarge(): Error {
  return Object.assign(new Error('The answer is too large'), { code: 'ANSWER_TOO_LARGE' })
}

/** All in one go: a page takes a millisecond or two, and its size is bounded before it is made. */
function unpacked({ buffer, length }: Collected, buffers: Buffers): Collected {
  try {
    const whole = gunzipSync(buffer.subarray(0, length), { maxOutputLength: BYTES_MAX })
    return { buffer: whole, length: whole.length }
  } finally {
    buffers.giveBack(buffer)
  }
}
