import { readdirSync } from 'node:fs'
import { pathOf, textOf } from './support/repository'

/** Phrases over which a native speaker stumbles, and what to say instead. */
const STUMBLING: readonly (readonly [phrase: RegExp, instead: string])[] = [
  [/again that it (already )?has/, 'a second time'],
  [/once in 24 hours/, 'about once a day'],
  [/(?<!reserved )words of SQL/, 'reserved words of SQL'],
  [/\ba user of its own\b/, 'a dedicated service account'],
  [/a date alone/i, 'a bare date means midnight UTC'],
  [/to meet rows that/, 'which catches rows that arrive late'],
  [/without blanks/, 'no leading or trailing spaces'],
  [/\b(stands?|comes?|arguments|written|headers?) behind\b/i, 'after'],
  [/\b1 (retries|rows|times|windows|requests|differences)\b/, 'the singular'],
  [/at the most\b/, 'at most'],
]

const PAGES = [
  ...['README.md', 'CONTRIBUTING.md', 'spec.json', 'metadata.yaml'],
  ...['cleargrid', 'cleargrid-migrations', 'operating'].map((name) => `docs/${name}.md`),
  ...readdirSync(pathOf('examples'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /^\w+\/[\w-]+\.(md|sql|sh|ya?ml|tf|py)$/.test(name) || name === 'README.md')
    .map((name) => `examples/${name}`),
]

test.each(STUMBLING)('what people read does not say %s, but: %s', (phrase) => {
  expect(PAGES.length).toBeGreaterThan(20)
  expect(PAGES.filter((name) => phrase.test(textOf(name)))).toEqual([])
})
