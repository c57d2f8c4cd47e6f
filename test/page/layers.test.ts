import { pathOf } from '../support/repository'
import { sourceFiles } from '../support/source-files'

/** Who may import whom. A name that ends in a slash is a folder; a folder may import itself. */
const RULES: readonly (readonly [who: string, may: readonly string[], why: string])[] = [
  ['figures/', ['marts/marts'], 'What a figure says follows from the marts alone.'],
  ['draw/', ['figures/'], 'A drawing knows figures, and nothing of pages or databases.'],
  [
    'html/',
    ['draw/', 'figures/', '../src/time/instant'],
    'The page puts figures and drawings together.',
  ],
  ['marts/', ['database', '../src/time/instant'], 'Marts are rows of a database, checked once.'],
  ['database', [], 'It is only an interface.'],
  ['database/', ['database'], 'Each database answers in its own way.'],
  ['browser/', [], 'It runs in the page, where nothing of ours is.'],
  ['options', ['../src/time/instant'], 'Arguments are only text.'],
]

const FILES = sourceFiles(pathOf('page'))

function isIn(name: string, place: string): boolean {
  return place.endsWith('/') ? name.startsWith(place) : name === place
}

test.each(RULES)('%s imports only %j: %s', (who, may) => {
  const files = FILES.filter(({ name }) => isIn(name, who))

  const wrong = files.flatMap(({ name, imports }) =>
    imports
      .filter((target) => ![...may, who].some((place) => isIn(target, place)))
      .map((target) => `${name} imports ${target}`),
  )

  expect(files).not.toEqual([])
  expect(wrong).toEqual([])
})

test('only the program’s edge touches the process and the console', () => {
  const edge = ['main']
  const touching = FILES.filter(({ used }) =>
    ['process', 'console'].some((name) => used.includes(name)),
  )

  expect(touching.map(({ name }) => name)).toEqual(edge)
})

test('what the page runs is small, and asks for nothing', () => {
  const ours = FILES.filter(({ name }) => isIn(name, 'browser/'))

  const asking = ['fetch', 'XMLHttpRequest', 'WebSocket', 'localStorage', 'eval']
  expect(ours.filter(({ used }) => asking.some((name) => used.includes(name)))).toEqual([])
})
