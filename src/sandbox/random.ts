/** Made-up choices that are the same for the same seed, for ever. */
export interface Random {
  /** A number in `[0, 1)`. */
  share(): number
  /** A number in `[min, max)`. */
  between(min: number, max: number): number
  /** An integer in `[min, max]`. */
  integer(min: number, max: number): number
  /** Whether something of this probability happens. */
  happens(probability: number): boolean
  /** One of the table's names, by its weight. The weights need not add up to 1. */
  pick<Name extends string>(weights: Readonly<Record<Name, number>>): Name
}

/** The choices of a seed. Mulberry32: small, quick, and good enough for data that is made up. */
export function seededRandom(seed: string): Random {
  let state = hash(seed)
  const share = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (min: number, max: number): number => min + share() * (max - min)
  return {
    share,
    between,
    integer: (min, max) => Math.floor(between(min, max + 1)),
    happens: (probability) => share() < probability,
    pick: (weights) => pickFrom(weights, share()),
  }
}

/** A 32-bit number for a text (FNV-1a). */
export function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  return value >>> 0
}

function pickFrom<Name extends string>(
  weights: Readonly<Record<Name, number>>,
  share: number,
): Name {
  const names = Object.keys(weights) as [Name, ...Name[]]
  let left = share * names.reduce((sum, name) => sum + weights[name], 0)
  for (const name of names) {
    left -= weights[name]
    if (left < 0) return name
  }
  // Only a rounding error leads here.
  return names[0]
}
