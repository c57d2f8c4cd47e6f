import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

const ROOT = join(__dirname, '..', '..')

/** How many cases there are of each kind: those that were given, and none is dropped. */
const KINDS: Readonly<Record<string, readonly [first: number, last: number]>> = {
  ...{ N: [1, 16], H: [17, 36], A: [37, 44], P: [45, 59], G: [60, 70] },
  ...{ S: [71, 79], K: [80, 82], X: [83, 88], E: [1, 21] },
  ...{ B: [1, 3], C: [1, 8], D: [1, 13] },
}
/** The kind A is both login and the data that was met outside. */
const MET_OUTSIDE = ['A1', 'A2', 'A3', 'A4', 'A5', 'A6']

test('each case of the matrix is there, and is met by tests that exist', () => {
  const groups = parse(readFileSync(join(__dirname, 'cases.yaml'), 'utf8')) as Record<
    string,
    object
  >
  const ids = Object.values(groups).flatMap((group) => Object.keys(group))

  const expected = Object.entries(KINDS).flatMap(([kind, [first, last]]) =>
    Array.from({ length: last - first + 1 }, (_, index) => `${kind}${first + index}`),
  )

  expect(ids.sort()).toEqual([...expected, ...MET_OUTSIDE].sort())
})

test('docs/reliability.md is what the matrix, the mutants and the figures say', () => {
  execFileSync(process.execPath, [join(ROOT, 'scripts', 'reliability.mjs'), '--check'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
})
