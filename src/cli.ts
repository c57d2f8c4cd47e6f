import { parseArgs } from 'node:util'
import { didYouMean } from './suggest'

/** What the command line says to do. */
export type Command =
  | { readonly name: 'spec'; readonly debug: boolean }
  | { readonly name: 'check' | 'discover'; readonly config: string; readonly debug: boolean }
  | {
      readonly name: 'read'
      readonly config: string
      /** Undefined: all streams, incrementally. */
      readonly catalog: string | undefined
      readonly state: string | undefined
      readonly debug: boolean
    }
  | {
      readonly name: 'estimate'
      readonly config: string
      readonly json: boolean
      readonly debug: boolean
    }
  | {
      readonly name: 'sandbox'
      readonly port: number
      readonly host: string | undefined
      readonly now: string | undefined
      /** Reserved datasets that it serves all the same. */
      readonly opened: readonly string[]
      readonly debug: boolean
    }
  | { readonly name: 'help' }
  | { readonly name: 'version' }
  /** Shown on stderr, with the usage. */
  | { readonly name: 'usage-error'; readonly reason: string }

export const USAGE = `source-cleargrid: an Airbyte source for the ClearGrid Exports API

Usage: source-cleargrid COMMAND
  spec                        prints which settings there are
  check --config FILE         tests the settings
  discover --config FILE      prints which streams there are
  read --config FILE [--catalog FILE] [--state FILE]
                              reads them: all, or those of the catalog;
                              from the start, or from the state
  estimate --config FILE [--json]
                              says how long a first sync will take
  sandbox --port PORT [--host ADDRESS] [--now INSTANT]
          [--with D24]        serves a ClearGrid with made-up data, on this
                              machine only, until it is stopped
  help, version

Files:
  --config   the settings, a JSON object; "check config.json" does too
  --catalog  a configured catalog, or what discover printed
  --state    states, or what an earlier read printed; leave out on a first run

  --debug    more lines in the log

spec, check, discover and read print messages of the Airbyte protocol, one JSON
object a line. In a terminal, progress and errors are shown on stderr as well.
`

const TEXT = { type: 'string' } as const
const FLAG = { type: 'boolean' } as const

const OPTIONS = {
  config: TEXT,
  catalog: TEXT,
  state: TEXT,
  port: TEXT,
  host: TEXT,
  now: TEXT,
  with: TEXT,
  json: FLAG,
  debug: FLAG,
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const

const COMMANDS = ['spec', 'check', 'discover', 'read', 'estimate', 'sandbox', 'help', 'version']

/** Reads the arguments after the program's name. */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: OPTIONS,
    allowPositionals: true,
    strict: false,
    tokens: true,
  })
  const fault = tokens.map(faultOf).find((reason) => reason !== undefined)
  if (fault !== undefined) return usageError(fault)
  const [name, config, ...more] = positionals
  if (values.help === true || name === 'help') return { name: 'help' }
  if (values.version === true || name === 'version') return { name: 'version' }
  if (name !== undefined && !COMMANDS.includes(name)) {
    return usageError(`there is no command ${name}.${didYouMean(name, COMMANDS)}`)
  }
  if (more.length > 0) return usageError(`unexpected argument ${more.join(', ')}`)
  if (config !== undefined && values.config !== undefined) {
    return usageError(`unexpected argument ${config}: --config is given`)
  }
  if (config !== undefined && (name === 'spec' || name === 'sandbox')) {
    return usageError(`unexpected argument ${config}`)
  }
  return commandNamed(name, config === undefined ? values : { ...values, config })
}

type Values = { readonly [option in keyof typeof OPTIONS]?: string | boolean | undefined }
type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number]

/** What is wrong with one argument, or undefined. */
function faultOf(token: Token): string | undefined {
  if (token.kind !== 'option') return undefined
  const { name, rawName, value, inlineValue } = token
  const option = Object.entries(OPTIONS).find(([known]) => known === name)?.[1]
  if (option === undefined) {
    const known = Object.keys(OPTIONS).map((each) => `--${each}`)
    return `there is no option ${rawName}.${didYouMean(rawName, known)}`
  }
  if (option.type === 'boolean') {
    return value === undefined ? undefined : `${rawName} takes no value`
  }
  if (value === undefined || value === '') return `${rawName} needs a value`
  if (!inlineValue && value.startsWith('-')) {
    return `${rawName} needs a value. If it begins with a dash, write ${rawName}=${value}`
  }
  return undefined
}

function commandNamed(name: string | undefined, values: Values): Command {
  const debug = values.debug === true
  const config = text(values.config)
  if (name === undefined) return usageError('there is no command')
  if (name === 'spec') return { name, debug }
  if (name === 'sandbox') return parseSandbox(values, debug)
  if (config === undefined) return usageError(`${name} needs --config`)
  switch (name) {
    case 'check':
    case 'discover':
      return { name, config, debug }
    case 'read':
      return { name, config, catalog: text(values.catalog), state: text(values.state), debug }
    default:
      return { name: 'estimate', config, json: values.json === true, debug }
  }
}

const PORT_MAX = 65_535

function parseSandbox(values: Values, debug: boolean): Command {
  const port = text(values.port)
  if (port === undefined) return usageError('sandbox needs --port')
  if (!/^\d+$/.test(port) || Number(port) > PORT_MAX) {
    return usageError(`--port must be a number from 0 to ${PORT_MAX}`)
  }
  const [host, now] = [text(values.host), text(values.now)]
  const opened = codesIn(text(values.with))
  return { name: 'sandbox', port: Number(port), host, now, opened, debug }
}

/** The codes of datasets in a list such as `D24,D04`; none for no list. */
export function codesIn(list = ''): string[] {
  return list.split(/[\s,]+/).filter((code) => code !== '')
}

function text(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function usageError(reason: string): Command {
  return { name: 'usage-error', reason: /[.?]$/.test(reason) ? reason : `${reason}.` }
}
