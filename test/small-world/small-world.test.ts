import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { explore, type Explored } from './explore'

const FIGURES = join(__dirname, '..', 'matrix', 'figures.json')

/** Up to four rows in twelve minutes: spread, in one window, on one instant, at the borders. */
const ROWS = [[], [5], [0, 1, 3], [3, 3], [0, 4, 8, 11], [0, 1, 1, 3]]

/** Which troubles come together, and how often each at the most. */
const TROUBLES = [
  { 'too much': 1, fail: 0, share: 1, kill: 1 },
  { 'too much': 0, fail: 1, share: 1, kill: 0 },
  { 'too much': 1, fail: 1, share: 1, kill: 0 },
  { 'too much': 0, fail: 1, share: 0, kill: 1 },
  { 'too much': 0, fail: 0, share: 0, kill: 2 },
]

test('in every order of what may happen, no row is lost and nothing is claimed that was not read', () => {
  const found = TROUBLES.flatMap((troubles) => ROWS.map((rows) => explore(rows, troubles)))

  const all = found.reduce<Explored>(
    (sum, { histories, states }) => ({
      histories: sum.histories + histories,
      states: sum.states + states,
    }),
    { histories: 0, states: 0 },
  )
  process.stdout.write(
    `small world: ${all.histories.toLocaleString('en')} histories, ${all.states} moments\n`,
  )
  const { smallWorld } = JSON.parse(readFileSync(FIGURES, 'utf8')) as { smallWorld: Explored }
  expect(all).toEqual(smallWorld)
})
