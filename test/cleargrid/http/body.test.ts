import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { createAllowance } from '../../../src/cleargrid/http/allowance'
import { collect, type BodyTools } from '../../../src/cleargrid/http/body'
import { createBuffers } from '../../../src/cleargrid/http/buffers'

const KILOBYTE = 1024

function toolsOf(bytesMax: number): BodyTools {
  return { buffers: createBuffers(4), allowance: createAllowance(bytesMax) }
}

/** An answer whose body comes in these pieces. */
function answerOf(
  pieces: readonly Buffer[],
  headers: Readonly<Record<string, string>> = {},
): IncomingMessage {
  return Object.assign(Readable.from(pieces), { headers }) as unknown as IncomingMessage
}

async function textOf(answer: IncomingMessage, tools: BodyTools): Promise<string> {
  const { buffer, length } = await collect(answer, tools)
  return buffer.toString('utf8', 0, length)
}

test('pieces are put together in their order, however often the buffer grows', async () => {
  const pieces = Array.from({ length: 9 }, (_, index) => Buffer.alloc(50 * KILOBYTE, 65 + index))

  const text = await textOf(answerOf(pieces), toolsOf(10 * 1024 * KILOBYTE))

  expect(text).toBe(Buffer.concat(pieces).toString())
})

describe('a body of more bytes than may be held is too large', () => {
  const limit = 200 * KILOBYTE

  test('by what it announces', async () => {
    const answer = answerOf([Buffer.alloc(1)], { 'content-length': String(limit + 1) })

    await expect(collect(answer, toolsOf(limit))).rejects.toMatchObject({ kind: 'too-large' })
  })

  test('by what comes', async () => {
    const pieces = Array.from({ length: 9 }, () => Buffer.alloc(50 * KILOBYTE))

    await expect(collect(answerOf(pieces), toolsOf(limit))).rejects.toMatchObject({
      kind: 'too-large',
    })
  })

  test('by what it unpacks to', async () => {
    const packed = gzipSync(Buffer.alloc(20 * limit))
    const answer = answerOf([packed], { 'content-encoding': 'gzip' })

    await expect(collect(answer, toolsOf(limit))).rejects.toMatchObject({ kind: 'too-large' })
  })
})

test('what a body held is free again when it is whole', async () => {
  const tools = toolsOf(100 * KILOBYTE)

  for (let times = 0; times < 5; times += 1) {
    expect(await textOf(answerOf([Buffer.alloc(60 * KILOBYTE, 97)]), tools)).toHaveLength(
      60 * KILOBYTE,
    )
  }
})

test('a body that is closed before its end is none', async () => {
  const answer = answerOf([])
  const collected = collect(answer, toolsOf(100 * KILOBYTE))

  answer.destroy()

  await expect(collected).rejects.toMatchObject({ kind: 'broken' })
})

test('whatever becomes of a body, its share is closed, once', async () => {
  let closed = 0
  const share = { holds: () => true, left: () => 1e6, close: () => void (closed += 1) }
  const tools = { buffers: createBuffers(4), allowance: { open: () => share } }
  const torn = answerOf([Buffer.from('torn')], { 'content-encoding': 'gzip' })

  await collect(answerOf([Buffer.from('whole')]), tools)
  await collect(torn, tools).catch(() => {})

  expect(closed).toBe(2)
})
