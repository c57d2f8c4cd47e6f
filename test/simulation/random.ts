import { chanceOf } from '../../src/sandbox/chance'

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

export function createChance(seed: number): Chance {
  const { share, integer, happens } = chanceOf(`seed ${seed}`)
  return {
    next: share,
    int: integer,
    happens,
    pick: (values) => values[integer(0, values.length - 1)] as (typeof values)[number],
  }
}
