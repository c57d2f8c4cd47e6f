/** Seeded chance: the same seed gives the same world. */
export interface Chance {
  /** A number in `[0, 1)`. */
  next(): number
  /** A whole number in `[least, most]`. */
  int(least: number, most: number): number
  /** True with this probability. */
  happens(probability: number): boolean
  pick<T>(values: readonly T[]): T
}

/** Mulberry32, after Tommy Ettinger: small, and good enough for dice. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (least: number, most: number): number =>
    least + Math.floor(next() * (most - least + 1))
  return {
    next,
    int,
    happens: (probability) => next() < probability,
    pick: (values) => values[int(0, values.length - 1)] as (typeof values)[number],
  }
}
