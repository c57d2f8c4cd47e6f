import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

const ROOT = join(__dirname, '..', '..')

/** The path of a file of this repository. */
export function pathOf(name: string): string {
  return join(ROOT, name)
}

/** A file of this repository, by its path from the top. */
export function textOf(name: string): string {
  return readFileSync(pathOf(name), 'utf8')
}

export function jsonOf(name: string): unknown {
  return JSON.parse(textOf(name))
}

export function yamlOf(name: string): unknown {
  return parse(textOf(name))
}

/** Every match's first group, in order. */
export function allOf(pattern: RegExp, text: string): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '')
}
