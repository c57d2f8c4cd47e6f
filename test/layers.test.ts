import { RULES, type Rule } from './support/house-rules'
import { sourceFiles, type SourceFile } from './support/source-files'

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

test('no file name is there twice: a name is enough to find a file', () => {
  const names = FILES.map(({ name }) => name.slice(name.lastIndexOf('/') + 1))

  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
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
