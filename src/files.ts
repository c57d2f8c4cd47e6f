import { readFileSync } from 'node:fs'
import { ConfigError, messageOf } from './errors'

/**
 * Reads a JSON file that a command names.
 * @throws ConfigError that names the file and the reason, never its content.
 */
export function readJsonFile(path: string, what: string): unknown {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (thrown) {
    throw new ConfigError(`The ${what} file ${path} cannot be read: ${reasonOf(thrown)}.`)
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (thrown) {
    throw new ConfigError(`The ${what} file ${path} is not JSON${placeOf(thrown, text)}.`)
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'this user may not read it',
  EISDIR: 'it is a folder',
}

function reasonOf(thrown: unknown): string {
  const isObject = typeof thrown === 'object' && thrown !== null
  const code = isObject && 'code' in thrown ? String(thrown.code) : ''
  return REASONS[code] ?? (code === '' ? messageOf(thrown) : code)
}

/** JSON.parse quotes the text around a fault, which may be a password: only the place is told. */
function placeOf(thrown: unknown, text: string): string {
  if (text.trim() === '') return ': it is empty'
  const position = /position (\d+)/.exec(messageOf(thrown))?.[1]
  if (position === undefined) return ''
  const line = text.slice(0, Number(position)).split('\n').length
  return `: it breaks off or goes wrong in line ${line}`
}
