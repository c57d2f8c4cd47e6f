/** Something to wait for that may happen any number of times. */
export interface Bell {
  ring(): void
  /** Resolves the next time that it rings. */
  rung(): Promise<void>
}

export function createBell(): Bell {
  let next: Promise<void> | undefined
  let ring: (() => void) | undefined
  return {
    ring: () => {
      ring?.()
      next = ring = undefined
    },
    rung: async () => {
      next ??= new Promise((resolve) => (ring = resolve))
      await next
    },
  }
}
