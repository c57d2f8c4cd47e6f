/**
 * Limits how many bytes of bodies are held at once, all together: no answer may exhaust the
 * machine's memory. The largest body is given up first.
 */
export interface Allowance {
  /** @param giveUp called when this body, the largest, is given up so that others can grow. */
  open(giveUp: () => void): Share
}

/** What one body holds. Close it when the body is whole, or given up. */
export interface Share {
  /** It now holds so many bytes. False: it is the one that has to go. */
  holds(bytes: number): boolean
  /** Bytes that it may hold in addition to those it holds. */
  left(): number
  close(): void
}

/** How far a complete body may grow when it is decompressed, however much the others hold. */
const LEFT_AT_LEAST = 16 * 1024 * 1024

export function createAllowance(bytesMax: number): Allowance {
  const bodies = new Map<object, { bytes: number; readonly giveUp: () => void }>()

  function held(): number {
    let sum = 0
    for (const { bytes } of bodies.values()) sum += bytes
    return sum
  }

  /** Makes room by giving up larger bodies. False: `own` itself is the largest and has to go. */
  function makeRoom(own: object): boolean {
    while (held() > bytesMax) {
      const [largest] = [...bodies].sort(([, a], [, b]) => b.bytes - a.bytes)
      if (largest === undefined || largest[0] === own) return false
      bodies.delete(largest[0])
      largest[1].giveUp()
    }
    return true
  }

  return {
    open: (giveUp) => {
      const own = {}
      bodies.set(own, { bytes: 0, giveUp })
      return {
        holds: (bytes) => {
          if (!bodies.has(own)) return false
          bodies.set(own, { bytes, giveUp })
          return makeRoom(own)
        },
        left: () => Math.min(bytesMax, Math.max(LEFT_AT_LEAST, bytesMax - held())),
        close: () => void bodies.delete(own),
      }
    },
  }
}
