/**
 * Buffers that are reused. A page is hundreds of kilobytes: new memory for each would have to be
 * zeroed by the kernel, and would trigger a garbage collection every few pages.
 */
export interface Buffers {
  /** A buffer of at least so many bytes, whose content is arbitrary. */
  take(bytes: number): Buffer
  /**
   * Takes back a buffer that nobody reads any more. Those that never come back are garbage
   * collected.
   */
  giveBack(buffer: Buffer): void
}

/** Sizes are multiples of this, so that pages of about the same size share buffers. */
const STEP_BYTES = 64 * 1024

/** Larger ones are not worth keeping. */
const KEPT_BYTES_MAX = 4 * 1024 * 1024

/** All that are kept, together. */
const ALL_KEPT_BYTES_MAX = 32 * 1024 * 1024

/** @param keptMax free buffers that are kept at the most. */
export function createBuffers(keptMax: number): Buffers {
  const free: Buffer[] = []
  const bytesKept = (): number => free.reduce((sum, { length }) => sum + length, 0)
  return {
    take: (bytes) => {
      const found = free.findIndex(({ length }) => length >= bytes)
      if (found !== -1) return free.splice(found, 1)[0] ?? Buffer.alloc(bytes)
      return Buffer.allocUnsafeSlow(Math.ceil(bytes / STEP_BYTES) * STEP_BYTES)
    },
    giveBack: (buffer) => {
      if (buffer.length === 0 || buffer.length > KEPT_BYTES_MAX || free.includes(buffer)) return
      free.push(buffer)
      while (free.length > keptMax || bytesKept() > ALL_KEPT_BYTES_MAX) free.shift()
    },
  }
}
