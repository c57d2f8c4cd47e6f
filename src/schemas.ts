import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export type JsonObject = Readonly<Record<string, unknown>>

/** The folder that holds spec.json and schemas/: src and dist lie beside them at the same depth. */
const ROOT = join(__dirname, '..')

/** spec.json: the one truth about settings. */
export function loadSpec(): JsonObject {
  return load('spec.json')
}

/** schemas/<stream>.json: the one truth about the stream's records. */
export function loadSchema(stream: string): JsonObject {
  return load('schemas', `${stream}.json`)
}

/** This program's version, from package.json. */
export function loadVersion(): string {
  return String(load('package.json')['version'])
}

function load(...path: readonly string[]): JsonObject {
  return JSON.parse(readFileSync(join(ROOT, ...path), 'utf8')) as JsonObject
}
