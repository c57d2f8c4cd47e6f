/** Something to wait for that may happen any number of times. */
export interface Notifier {
  notify(): void
  /** Resolves the next time that somebody notifies. */
  notified(): Promise<void>
}

export function createNotifier(): Notifier {
  let next: Promise<void> | undefined
  let resolveNext: (() => void) | undefined
  return {
    notify: () => {
      resolveNext?.()
      next = resolveNext = undefined
    },
    notified: async () => {
      next ??= new Promise((resolve) => (resolveNext = resolve))
      await next
    },
  }
}
