import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigError } from '../../src/errors'
import { readJsonFile, readJsonOrLines, type JsonOrLines } from '../../src/json/files'

const folder = mkdtempSync(join(tmpdir(), 'cleargrid-files-'))
const path = join(folder, 'config.json')
afterAll(() => rmSync(folder, { recursive: true }))

/** The sentence with which a file of this content is refused. */
function refusalOf(content: string | Buffer): string {
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
  expect(refusalOf(content)).toBe(`The configuration file ${path} is empty.`)
})

test('the place of a fault is told where it is known', () => {
  const refusal = refusalOf('{\n  "lender": "acme",\n  "email": "x" "password"\n}')

  expect(refusal).toBe(
    `The configuration file ${path} is not JSON: it is cut off or malformed in line 3.`,
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

const SETTINGS = '{"lender": "acme", "password": "caf\u00E9"}'

test.each([
  ['UTF-16, as PowerShell writes it', Buffer.from(`\uFEFF${SETTINGS}`, 'utf16le')],
  ['UTF-16 without a mark', Buffer.from(SETTINGS, 'utf16le')],
  ['UTF-16 with the high byte first', Buffer.from(`\uFEFF${SETTINGS}`, 'utf16le').swap16()],
  ['the same without a mark', Buffer.from(SETTINGS, 'utf16le').swap16()],
])('another encoding is named: %s', (_, content) => {
  expect(refusalOf(content)).toBe(
    `The configuration file ${path} is written in UTF-16, as Windows PowerShell does it. Save it as UTF-8.`,
  )
})

test.each([
  ['Latin-1', Buffer.from(SETTINGS, 'latin1')],
  ['half of a character', Buffer.from(SETTINGS).subarray(0, -3)],
])('bytes that are not UTF-8 are refused, because a password would change: %s', (_, content) => {
  expect(refusalOf(content)).toBe(
    `The configuration file ${path} holds bytes that are not UTF-8. Save it as UTF-8.`,
  )
})

describe('a file may hold one value, or the lines of an earlier run', () => {
  const isWanted = (line: Buffer): boolean => !line.includes('RECORD')
  const read = (content: string | Buffer): JsonOrLines => {
    writeFileSync(path, content)
    return readJsonOrLines(path, 'state', isWanted)
  }

  test.each([
    ['a value on one line', '[{"a":1}]', [{ a: 1 }]],
    ['one with a line break', '{"a":1}\r\n', { a: 1 }],
    ['one on several lines', '\n{\n\n  "a": "RECORD"\n}\n', { a: 'RECORD' }],
    ['one after a byte order mark', '\uFEFF{"a":1}', { a: 1 }],
    ['null', 'null', null],
  ])('%s', (_, content, value) => {
    expect(read(content)).toEqual({ kind: 'value', value })
  })

  test.each([
    ['whole', '{"a":1}\n{"b":2}\n', [{ a: 1 }, { b: 2 }]],
    ['without the last line break', '{"a":1}\n{"b":2}', [{ a: 1 }, { b: 2 }]],
    ['with a last line that broke off', '{"a":1}\n{"b":', [{ a: 1 }]],
    ['with blank lines', '\n{"a":1}\n\r\n{"b":2}\n\n', [{ a: 1 }, { b: 2 }]],
    ['with lines that nobody wants', '{"a":1}\nRECORD\n{"b":2}\n', [{ a: 1 }, { b: 2 }]],
  ])('lines %s', (_, content, values) => {
    expect(read(content)).toEqual({ kind: 'lines', values })
  })

  test('lines that are longer than what is read at once arrive whole', () => {
    const long = 'ö'.repeat(1_500_000)
    const { values } = { values: [], ...read(`{"a":"${long}"}\n{"b":"${long}"}\n{"c":3}\n`) }

    expect(values).toEqual([{ a: long }, { b: long }, { c: 3 }])
  })

  test.each([[''], ['\n \r\n'], ['\uFEFF']])('nothing: %j', (content) => {
    expect(read(content)).toEqual({ kind: 'empty' })
  })

  test('a line in the middle that is not JSON is named by its place, not by its text', () => {
    const refusal = complaint(() => read('{"a":1}\n\nhunter2\n{"b":2}\n'))

    expect(refusal).toBe(
      `The state file ${path} is not JSON: it is cut off or malformed in line 3.`,
    )
  })

  test('UTF-16 is named here too', () => {
    expect(complaint(() => read(Buffer.from('\uFEFF[]\r\n', 'utf16le')))).toContain('UTF-16')
  })
})
