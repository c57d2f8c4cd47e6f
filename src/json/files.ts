import { existsSync, readFileSync } from 'node:fs'
import { ConfigError, messageOf } from '../errors'
import { textOf, withoutBom } from './encoding'
import { eachLine } from './lines'
import { memberOf } from './unknown'

/**
 * Reads a JSON file that a command names.
 * @throws ConfigError that names the file and the reason, never its content.
 */
export function readJsonFile(path: string, what: string): unknown {
  return parseJson(
    textOf(
      readWith(path, what, () => readFileSync(path)),
      path,
      what,
    ),
    path,
    what,
  )
}

/** What a file holds: one JSON value, or lines of which some were left out and one broke off. */
export type JsonOrLines =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'lines'; readonly values: readonly unknown[] }
  | { readonly kind: 'empty' }

/**
 * Reads a file that holds one JSON value, however it is laid out, or one a line: the output of an
 * earlier run, of any size. The last line may have broken off.
 * @param isWanted whether a line is worth a look: the others are not kept.
 * @throws ConfigError that names the file and the reason, never its content.
 */
export function readJsonOrLines(
  path: string,
  what: string,
  isWanted: (line: Buffer) => boolean,
): JsonOrLines {
  const { lines, isFirstWhole, count } = readWith(path, what, () => readLines(path, isWanted))
  if (count === 0) return { kind: 'empty' }
  const texts = lines.map(({ bytes }) => textOf(bytes, path, what))
  if (!isFirstWhole || count === 1) {
    return { kind: 'value', value: parseJson(texts.join('\n'), path, what) }
  }
  const values = texts.flatMap((text, index) => {
    const { line, isLast } = lines[index] ?? { line: 0, isLast: false }
    const value = parsed(text)
    if (value === undefined && !isLast) throw broken(path, what, `in line ${line}`)
    return value === undefined ? [] : [value]
  })
  return { kind: 'lines', values }
}

/** Every fault of the file system is for the operator to fix. */
function readWith<T>(path: string, what: string, read: () => T): T {
  try {
    return read()
  } catch (thrown) {
    throw new ConfigError(`The ${what} file ${path} cannot be read: ${reasonOf(thrown)}.`)
  }
}

interface Line {
  readonly bytes: Buffer
  /** Counted from 1. */
  readonly line: number
  /** Whether no line break follows. */
  readonly isLast: boolean
}

interface Lines {
  readonly lines: readonly Line[]
  /** Whether the first line is JSON by itself; if not, every line is kept. */
  readonly isFirstWhole: boolean
  /** Lines that are not blank. */
  readonly count: number
}

function readLines(path: string, isWanted: (line: Buffer) => boolean): Lines {
  const lines: Line[] = []
  let isFirstWhole = false
  let count = 0
  let number = 0
  const take = (bytes: Buffer, isLast: boolean): void => {
    number += 1
    if (isBlank(bytes)) {
      // Blank lines count when the line of a fault is named.
      if (!isFirstWhole) lines.push({ bytes: Buffer.from(bytes), line: number, isLast: true })
      return
    }
    count += 1
    if (count === 1) isFirstWhole = parsed(withoutBom(bytes.toString())) !== undefined
    if (isFirstWhole && count > 1 && !isWanted(bytes)) return
    lines.push({ bytes: Buffer.from(bytes), line: number, isLast })
  }
  eachLine(path, take)
  return { lines, isFirstWhole, count }
}

function isBlank(bytes: Buffer): boolean {
  return bytes.length < 8 && withoutBom(bytes.toString()).trim() === ''
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function parseJson(text: string, path: string, what: string): unknown {
  try {
    return JSON.parse(text)
  } catch (thrown) {
    if (text.trim() === '') throw new ConfigError(`The ${what} file ${path} is empty.`)
    throw broken(path, what, placeOf(thrown, text))
  }
}

function broken(path: string, what: string, place: string): ConfigError {
  const where = place === '' ? '' : `: it is cut off or malformed ${place}`
  return new ConfigError(`The ${what} file ${path} is not JSON${where}.`)
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'this user may not read it',
  EISDIR: 'it is a folder',
}

function reasonOf(thrown: unknown): string {
  const code = codeOf(thrown)
  return REASONS[code] ?? (code === '' ? messageOf(thrown) : code)
}

function codeOf(thrown: unknown): string {
  const code = memberOf(thrown, 'code')
  return typeof code === 'string' ? code : ''
}

/** JSON.parse quotes the text around a fault, which may be a password: only the place is named. */
function placeOf(thrown: unknown, text: string): string {
  const position = /position (\d+)/.exec(messageOf(thrown))?.[1]
  if (position === undefined) return ''
  return `in line ${text.slice(0, Number(position)).split('\n').length}`
}

/** Whether a file, or anything else, is there. */
export function isThere(path: string): boolean {
  return existsSync(path)
}
