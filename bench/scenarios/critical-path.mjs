/** Requests in flight at the beginning of a sync; each success adds one, up to the concurrency. */
const IN_FLIGHT_AT_FIRST = 2

/**
 * The least time that latency allows: the login, and then rounds of pages side by side. The first
 * round has two, each later one twice as many as the one before, until the concurrency is reached.
 * @returns seconds.
 */
export function criticalPathSeconds({ pages, latencyMs, concurrency }) {
  let rounds = 1
  let inFlight = Math.min(IN_FLIGHT_AT_FIRST, concurrency)
  for (let left = pages; left > 0; left -= inFlight, rounds += 1) {
    if (left !== pages) inFlight = Math.min(2 * inFlight, concurrency)
  }
  return (rounds * latencyMs) / 1000
}
