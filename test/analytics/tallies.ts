/** A row of a mart, as we count it. */
export type Figures = Record<string, string | number | null>

/** The members of each group, by the values of its key. */
export function grouped<T>(members: readonly T[], keyOf: (member: T) => Figures): [Figures, T[]][] {
  const groups = new Map<string, [Figures, T[]]>()
  for (const member of members) {
    const key = keyOf(member)
    const name = JSON.stringify(key)
    const group = groups.get(name) ?? [key, []]
    group[1].push(member)
    groups.set(name, group)
  }
  return [...groups.values()]
}

/** Null where there is nothing to divide by. */
export function per(numerator: number, denominator: number): number | null {
  return denominator === 0 ? null : numerator / denominator
}

export function countOf<T>(members: readonly T[], isCounted: (member: T) => boolean): number {
  return members.filter(isCounted).length
}

/** How many different values there are, null apart. */
export function differentOf<T>(members: readonly T[], valueOf: (member: T) => unknown): number {
  return new Set(members.map(valueOf).filter((value) => value !== null)).size
}

export function sumOf<T>(members: readonly T[], valueOf: (member: T) => number): number {
  return members.reduce((sum, member) => sum + valueOf(member), 0)
}
