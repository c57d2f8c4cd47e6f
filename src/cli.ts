import { parseArgs } from 'node:util'
import { messageOf } from './errors'

/** What the command line asks for. */
export type Command =
  | { readonly name: 'spec' }
  | { readonly name: 'check'; readonly config: string }
  | { readonly name: 'discover'; readonly config: string }
  | {
      readonly name: 'read'
      readonly config: string
      readonly catalog: string
      readonly state: string | undefined
    }
  | {
      readonly name: 'sandbox'
      readonly port: number
      readonly host: string | undefined
      readonly now: string | undefined
    }
  | { readonly name: 'help' }
  | { readonly name: 'version' }
  /** To be told on stderr, with the usage. */
  | { readonly name: 'misused'; readonly reason: string }

export const USAGE = `source-cleargrid: an Airbyte source for the ClearGrid Exports API

Usage:
  source-cleargrid spec
  source-cleargrid check --config FILE
  source-cleargrid discover --config FILE
  source-cleargrid read --config FILE --catalog FILE [--state FILE]
  source-cleargrid sandbox --port PORT [--host ADDRESS] [--now INSTANT]
  source-cleargrid --help | --version

Messages of the Airbyte protocol go to stdout, one JSON object a line.
`

const OPTIONS = {
  config: { type: 'string' },
  catalog: { type: 'string' },
  state: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  now: { type: 'string' },
  help: { type: 'boolean' },
  version: { type: 'boolean' },
} as const

/** Reads the arguments behind the program's name. */
export function parseCommand(args: readonly string[]): Command {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: OPTIONS,
      allowPositionals: true,
    })
    if (values.help === true) return { name: 'help' }
    if (values.version === true) return { name: 'version' }
    if (positionals.length > 1) return misused(`there is more than one command`)
    return commandOf(positionals[0], values)
  } catch (thrown) {
    return misused(messageOf(thrown))
  }
}

interface Values {
  readonly config?: string | undefined
  readonly catalog?: string | undefined
  readonly state?: string | undefined
  readonly port?: string | undefined
  readonly host?: string | undefined
  readonly now?: string | undefined
}

function commandOf(name: string | undefined, values: Values): Command {
  const { config, catalog, state } = values
  switch (name) {
    case 'spec':
      return { name }
    case 'check':
    case 'discover':
      return config === undefined ? misused(`${name} needs --config`) : { name, config }
    case 'read':
      if (config === undefined) return misused('read needs --config')
      if (catalog === undefined) return misused('read needs --catalog')
      return { name, config, catalog, state }
    case 'sandbox':
      return sandboxOf(values)
    case undefined:
      return misused('there is no command')
    default:
      return misused(`there is no command ${name}`)
  }
}

const PORT_MAX = 65_535

function sandboxOf({ port, host, now }: Values): Command {
  if (port === undefined) return misused('sandbox needs --port')
  if (!/^\d+$/.test(port) || Number(port) > PORT_MAX) {
    return misused(`--port must be a number from 0 to ${PORT_MAX}`)
  }
  return { name: 'sandbox', port: Number(port), host, now }
}

function misused(reason: string): Command {
  return { name: 'misused', reason }
}
