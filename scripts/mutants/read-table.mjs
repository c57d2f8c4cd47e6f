import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const TABLE = new URL('./table/', import.meta.url)

/**
 * All mutants: `file`, the text `before` and `after`, its `name` (a sentence), the `tests` that are
 * run, and `unseen`: why nobody can see it, where that is so.
 * Throws for a patch whose text is not in its file exactly once, whose file is not there, or one of
 * whose tests is not: jest takes each for a pattern, and says nothing where one fits no file.
 */
export function readTable() {
  const table = rooms.flatMap(({ file, tests, mutants }) =>
    mutants.map(([name, before, after, more = {}]) => ({
      ...{ file, name, before, after },
      tests: more.tests ?? tests,
      unseen: more.unseen,
    })),
  )
  const faults = table.flatMap(faultsOf)
  if (faults.length > 0) throw new Error(`Patches that fit no more:\n${faults.join('\n')}`)
  return table
}

const rooms = (
  await Promise.all(
    readdirSync(TABLE)
      .filter((name) => name.endsWith('.mjs'))
      .sort()
      .map(async (name) => (await import(new URL(name, TABLE))).default),
  )
).flat()

function faultsOf({ file, name, before, after, tests }) {
  const missing = tests.filter((test) => !existsSync(join(ROOT, test)))
  return [
    ...missing.map((test) => `${file}: "${name}": there is no test ${test}`),
    ...patchFaults(file, name, before, after),
  ]
}

function patchFaults(file, name, before, after) {
  if (!existsSync(join(ROOT, file))) return [`${file}: "${name}": there is no such file`]
  if (before === after) return [`${file}: "${name}" changes nothing`]
  const places = readFileSync(join(ROOT, file), 'utf8').split(before).length - 1
  return places === 1 ? [] : [`${file}: "${name}": its text is there ${places} times`]
}
