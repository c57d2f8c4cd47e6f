/**
 * Ends the process at once, with the exit code that is set. The last resort: what is still being
 * written is cut off. Only for work that is done, when a library still holds the process, and for
 * process 1 of a container, which dies of no signal that it sends to itself.
 */
export function endNow(): void {
  process.exit()
}

/**
 * Ends the process after `delayMs`, if anything still holds it then. Nobody waits for that: a
 * process that nothing holds ends before. Call it when all output has left.
 */
export function endWithin(delayMs: number): void {
  setTimeout(endNow, delayMs).unref()
}
