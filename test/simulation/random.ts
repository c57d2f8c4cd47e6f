/** Seeded chance: the same seed gives the same world. */
export interface Chance {
  /** A number in `[0, 1)`. */
  next(): number
  /** A whole number in `[least, most]`. */
  int(least: number, most: number): number
  /** True with this probability. */
  happens(probability: number): boolean
  pick<T>(values: readonly T[]): T
  /** A number in `[least, most]` whose order of magnitude is as likely as any other. */
  log(least: number, most: number): number
}

/**
 * One stream of chance of a seed. Each purpose has its own, so that a change of the engine (another
 * order of requests) leaves the tenant's life as it was.
 */
export function createChance(seed: number, purpose: string): Chance {
  let state = mix(seed, purpose)
  // mulberry32: small, quick, and good enough for choices.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (least: number, most: number): number =>
    least + Math.floor(next() * (most - least + 1))
  return {
    next,
    int,
    happens: (probability) => next() < probability,
    pick: (values) => values[int(0, values.length - 1)] as (typeof values)[number],
    log: (least, most) => Math.round(least * (most / least) ** next()),
  }
}

/** FNV-1a over both. */
function mix(seed: number, purpose: string): number {
  let hash = 0x811c9dc5
  for (const letter of `${seed} ${purpose}`) {
    hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193)
  }
  return hash
}
