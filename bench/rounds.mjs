import { measure } from './measure.mjs'

/**
 * Measures contenders in turn, round after round (A B C, A B C, …), so that whatever the machine
 * does meanwhile meets them alike.
 * @param say is told what is being measured.
 * @returns for each contender its results, one a round.
 */
export async function interleaved(contenders, task, { rounds, say, ...options }) {
  const results = new Map(contenders.map(({ name }) => [name, []]))
  for (let round = 1; round <= rounds; round += 1) {
    for (const contender of contenders) {
      const result = await measure(contender, task, options)
      results.get(contender.name).push(result)
      const { cpuSeconds, wallSeconds } = result
      say(
        `round ${round} of ${rounds}: ${contender.name}: ` +
          `${cpuSeconds.toFixed(2)} s CPU, ${wallSeconds.toFixed(2)} s wall`,
      )
    }
  }
  return results
}

export function median(values) {
  const sorted = [...values].sort((one, other) => one - other)
  const half = sorted.length / 2
  return sorted.length % 2 === 1 ? sorted[Math.floor(half)] : (sorted[half - 1] + sorted[half]) / 2
}

/** The median of a member. */
export function medianOf(results, member) {
  return median(results.map((result) => result[member]))
}

/** The median over the rounds of one contender's member against another's in the same round. */
export function ratio(results, others, member) {
  return median(results.map((result, round) => result[member] / others[round][member]))
}
