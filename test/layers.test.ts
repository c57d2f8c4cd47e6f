import { sourceFiles, type SourceFile } from './support/source-files'

/**
 * Who may import whom, and why. A name that ends in a slash stands for the folder. Each file obeys
 * the first rule that names it; a folder may always import itself.
 */
const RULES: readonly Rule[] = [
  {
    who: 'main',
    why: 'The process edge hands the world in: it knows what to start, not how it works.',
    may: [
      ...['cli', 'commands', 'commands/clock', 'commands/world', 'errors', 'instant'],
      ...['process/', 'protocol/', 'runtime', 'schemas', 'terminal/'],
    ],
  },
  {
    who: 'process/',
    why: 'Signals, stderr and the end of the process: it knows nothing of what is done meanwhile.',
    may: ['errors', 'protocol/', 'runtime', 'terminal/'],
  },
  {
    who: 'commands',
    why: 'The commands put the parts together.',
    may: ['commands/', 'cli'],
  },
  {
    who: 'commands/',
    why: 'The commands put the parts together.',
    may: [
      'cleargrid/',
      'protocol/',
      'sync/',
      'sandbox/',
      'config',
      'config/',
      'errors',
      'files',
      'instant',
      'runtime',
      'schemas',
      'streams',
      'discovered-streams',
      'suggest',
      'terminal/',
    ],
  },
  {
    who: 'terminal/',
    why: 'It tells people what was written: it knows no ClearGrid, and asks nothing.',
    may: ['protocol/', 'runtime'],
  },
  {
    who: 'sync/',
    why: 'ClearGrid and Airbyte meet here, and nowhere else.',
    may: [
      ...['cleargrid/', 'protocol/', 'streams', 'schemas', 'errors', 'instant', 'runtime'],
      'validator',
    ],
  },
  {
    who: 'cleargrid/',
    why: 'It reads correctly to someone who has never heard of Airbyte.',
    may: ['errors', 'instant', 'runtime'],
  },
  {
    who: 'protocol/',
    why: 'It reads correctly to someone who has never heard of ClearGrid.',
    may: ['errors', 'validator'],
  },
  {
    who: 'sandbox/',
    why: 'The built-in ClearGrid must not share the code that it is there to try out.',
    may: ['schemas', 'errors', 'runtime', 'instant'],
  },
  {
    who: 'config',
    why: 'Settings are read once, at the border; which hosts are safe ClearGrid’s part knows.',
    may: ['config/', 'errors', 'instant', 'generated/', 'validator'],
  },
  {
    who: 'config/',
    why: 'Settings are read once, at the border; which hosts are safe ClearGrid’s part knows.',
    may: ['instant', 'schemas', 'suggest', 'validator', 'cleargrid/hosts'],
  },
  { who: 'cli', why: 'Arguments are only text.', may: ['suggest'] },
  { who: 'files', why: 'A file is only text.', may: ['errors', 'files/'] },
  { who: 'files/', why: 'A file is only text.', may: ['errors'] },
  { who: 'errors', why: 'Everybody stands on it.', may: [] },
  { who: 'instant', why: 'Everybody stands on it.', may: [] },
  { who: 'runtime', why: 'The world knows nothing of us.', may: [] },
  { who: 'schemas', why: 'It only reads files.', may: [] },
  { who: 'streams', why: 'It is a table.', may: [] },
  { who: 'discovered-streams', why: 'It is what the table has no row for.', may: ['streams'] },
  { who: 'suggest', why: 'Words are only text.', may: [] },
  { who: 'validator', why: 'It only sets a library up.', may: [] },
  { who: 'generated/', why: 'It is made from the schemas.', may: [] },
]

interface Rule {
  readonly who: string
  readonly why: string
  readonly may: readonly string[]
}

const FILES = sourceFiles()

function isIn(name: string, place: string): boolean {
  return place.endsWith('/') ? name.startsWith(place) : name === place
}

function ruleFor({ name }: SourceFile): Rule | undefined {
  return RULES.find(({ who }) => isIn(name, who))
}

describe('imports go one way', () => {
  test.each(RULES.map((rule) => [rule.who, rule] as const))('%s', (who, rule) => {
    const files = FILES.filter((file) => ruleFor(file) === rule)

    const wrong = files.flatMap(({ name, imports }) =>
      imports
        .filter((target) => ![...rule.may, who].some((place) => isIn(target, place)))
        .map((target) => `${name} must not import ${target}. ${rule.why}`),
    )

    expect(files).not.toEqual([])
    expect(wrong).toEqual([])
  })
})

test('every file has its place in the house', () => {
  const homeless = FILES.filter((file) => ruleFor(file) === undefined)

  expect(homeless.map(({ name }) => name)).toEqual([])
})

test('nobody imports main: it starts the program by being loaded', () => {
  const guests = FILES.filter(({ imports }) => imports.includes('main'))

  expect(guests.map(({ name }) => name)).toEqual([])
})

test('no file loads itself, however long the way', () => {
  const loadsOf = new Map(FILES.map(({ name, loads }) => [name, loads]))
  const reachable = (name: string, met = new Set<string>()): ReadonlySet<string> => {
    for (const target of loadsOf.get(name) ?? []) {
      if (met.has(target)) continue
      met.add(target)
      reachable(target, met)
    }
    return met
  }

  const inCycles = FILES.filter(({ name }) => reachable(name).has(name))

  expect(inCycles.map(({ name }) => name)).toEqual([])
})

test('every import leads to a file that is there', () => {
  const names = new Set(FILES.map(({ name }) => name))

  const lost = FILES.flatMap(({ name, imports }) =>
    imports.filter((target) => !names.has(target)).map((target) => `${name}: ${target}`),
  )

  expect(lost).toEqual([])
})

test('a bare cursor is either a page cursor, a cursor field or a cursor value: it says which', () => {
  const vague = FILES.filter(({ declared }) => declared.includes('cursor'))

  expect(vague.map(({ name }) => name)).toEqual([])
})

test('only main and its room for the process touch the process', () => {
  const touching = FILES.filter(({ used }) => used.includes('process'))

  expect(touching.filter(({ name }) => name !== 'main' && !isIn(name, 'process/'))).toEqual([])
  expect(touching).not.toEqual([])
})
