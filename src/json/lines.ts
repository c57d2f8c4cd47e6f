import { closeSync, openSync, readSync } from 'node:fs'

const CHUNK_BYTES = 1 << 20
const LINE_FEED = 10

/**
 * Calls `take` with each line of a file, without its line break, in memory that is reused. The file
 * may be of any size, or a pipe.
 * @param take `isLast`: no line break follows, so that the line may have broken off.
 */
export function eachLine(path: string, take: (bytes: Buffer, isLast: boolean) => void): void {
  const file = openSync(path, 'r')
  try {
    const chunk = Buffer.alloc(CHUNK_BYTES)
    let rest: Buffer[] = []
    for (;;) {
      const length = readSync(file, chunk)
      if (length === 0) break
      let begin = 0
      for (;;) {
        const end = chunk.subarray(0, length).indexOf(LINE_FEED, begin)
        if (end === -1) break
        take(joined(rest, chunk.subarray(begin, end)), false)
        rest = []
        begin = end + 1
      }
      rest.push(Buffer.from(chunk.subarray(begin, length)))
    }
    take(Buffer.concat(rest), true)
  } finally {
    closeSync(file)
  }
}

function joined(rest: readonly Buffer[], last: Buffer): Buffer {
  return rest.length === 0 ? last : Buffer.concat([...rest, last])
}
