import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigError } from '../src/errors'
import { readJsonFile } from '../src/files'

const folder = mkdtempSync(join(tmpdir(), 'cleargrid-files-'))
const path = join(folder, 'config.json')
afterAll(() => rmSync(folder, { recursive: true }))

/** The sentence with which a file of this content is refused. */
function refusalOf(content: string): string {
  writeFileSync(path, content)
  return complaint(() => readJsonFile(path, 'configuration'))
}

function complaint(read: () => unknown): string {
  try {
    read()
  } catch (thrown) {
    if (thrown instanceof ConfigError) return thrown.message
    throw thrown
  }
  throw new Error('The file was accepted.')
}

test('a file is read as JSON, also one that begins with a byte order mark', () => {
  writeFileSync(path, '\uFEFF{"lender": "acme"}\r\n')

  expect(readJsonFile(path, 'configuration')).toEqual({ lender: 'acme' })
})

test('a file that is not there is named, with what it should have held', () => {
  const missing = join(folder, 'nowhere.json')

  const refusal = complaint(() => readJsonFile(missing, 'state'))

  expect(refusal).toBe(`The state file ${missing} cannot be read: there is no such file.`)
})

test('a folder is no file', () => {
  const refusal = complaint(() => readJsonFile(folder, 'catalog'))

  expect(refusal).toBe(`The catalog file ${folder} cannot be read: it is a folder.`)
})

test.each([[''], [' \n\n'], ['\uFEFF']])('an empty file says that it is empty: %j', (content) => {
  expect(refusalOf(content)).toMatch(/is not JSON: it is empty\.$/)
})

test('the place of a fault is told where it is known', () => {
  const refusal = refusalOf('{\n  "lender": "acme",\n  "email": "x" "password"\n}')

  expect(refusal).toBe(
    `The configuration file ${path} is not JSON: it breaks off or goes wrong in line 3.`,
  )
})

test.each([
  ['{"password": hunter2}'],
  ['hunter2'],
  ['{"password":"hunter2",}'],
  ['{"password":"hunter2'],
  ["{'password':'hunter2'}"],
  ['{"password":"hunter2"}}'],
])('what stands around a fault may be a password, and is never told: %s', (content) => {
  expect(refusalOf(content)).not.toContain('hunter')
})
