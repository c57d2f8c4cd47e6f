import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { jsonOf, pathOf, textOf } from '../support/repository'
import { metadata, testOf } from './support/acceptance-config'
import { linesInCommon, sectionOf, sectionsOf, structureProblems } from './support/documentation'
import { propertiesOf, type Schema } from './support/json-schema'

const PAGE = 'docs/cleargrid.md'
const page = textOf(PAGE)
const { name, dockerImageTag } = metadata()
const form = (jsonOf('spec.json') as { connectionSpecification: Schema }).connectionSpecification

test('the suite is in acceptance-test-config.yml', () => {
  expect(testOf('connector_documentation').config_path).toBe(testOf('spec').config_path)
})

test('test_prerequisites_content: the prerequisites name every required field by its title', () => {
  const prerequisites = sectionOf(page, 'Prerequisites')?.toLowerCase()
  const titles = (form['required'] as readonly string[]).map((field) =>
    String(propertiesOf(form)[field]?.['title']).toLowerCase(),
  )

  expect(titles.length).toBeGreaterThan(0)
  expect(titles.filter((title) => prerequisites?.includes(title) !== true)).toEqual([])
})

test('test_docs_structure: the headings are those of every page at Airbyte, in their order', () => {
  expect(structureProblems(page, name)).toEqual([])
})

test('a page whose headings are out of order, missing, or too many is caught', () => {
  const headings = sectionsOf(page).map(({ heading }) => `## ${heading}\n`)
  const without = (lost: string): string =>
    headings.filter((heading) => heading !== `## ${lost}\n`).join('')

  expect(structureProblems(headings.join(''), name)).toEqual([])
  expect(structureProblems([...headings].reverse().join(''), name)).not.toEqual([])
  expect(structureProblems(without('Prerequisites'), name)).not.toEqual([])
  expect(structureProblems(without('Changelog'), name)).not.toEqual([])
  expect(structureProblems([...headings, '## More\n'].join(''), name)).not.toEqual([])
})

test('test_docs_descriptions: sections that all pages have say what they say everywhere', () => {
  const missing = linesInCommon(name).flatMap(([heading, lines]) => {
    const text = sectionOf(page, heading)
    return text === undefined ? [] : lines.filter((line) => !text.includes(line))
  })

  expect(missing).toEqual([])
})

test('test_validate_links: a link to a host is https, a link to a file leads to one', () => {
  // Whether hosts answer is not asked: tests use no network.
  const links = [...page.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
  const files = links.filter((link) => !/^([a-z]+:|#)/.test(link))

  expect(page).not.toMatch(/http:\/\//)
  expect(links.filter((link) => /^[a-z]+:/.test(link) && !URL.canParse(link))).toEqual([])
  expect(
    files.filter((file) => !existsSync(join(pathOf(dirname(PAGE)), file.replace(/#.*/, '')))),
  ).toEqual([])
})

test('the changelog is folded, and has this version', () => {
  const changelog = sectionOf(page, 'Changelog') ?? ''

  expect(changelog).toMatch(/<details>[\s\S]*<\/details>/)
  expect(changelog).toMatch(/\| Version\s*\| Date\s*\| Pull Request\s*\| Subject/)
  expect(changelog).toContain(`| ${dockerImageTag} `)
})
