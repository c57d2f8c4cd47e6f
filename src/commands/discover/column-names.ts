/**
 * Which of these names can be columns beside those that are known. Destinations fold case, write `_`
 * for whatever is no Latin letter or digit, and have columns of their own: two fields that are one
 * column there would overwrite each other, so neither is offered.
 */
export function columnNames(
  names: readonly string[],
  known: readonly string[],
): { readonly usable: readonly string[]; readonly unusable: readonly string[] } {
  const times = new Map<string, number>()
  for (const name of [...names, ...known].map(folded)) times.set(name, (times.get(name) ?? 0) + 1)
  const isUsable = (name: string): boolean =>
    /[a-z0-9]/i.test(name) && !/^_airbyte_/i.test(name) && times.get(folded(name)) === 1
  return { usable: names.filter(isUsable), unusable: names.filter((name) => !isUsable(name)) }
}

/** As a destination may write it. */
function folded(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '_')
    .replace(/^(?=\d)/, '_')
}
