import { parseCommand, USAGE } from '../src/cli'
import { textOf } from './support/repository'

const READ = { name: 'read', config: 'c.json', debug: false }

test.each([
  ['spec', { name: 'spec', debug: false }],
  ['check --config c.json', { name: 'check', config: 'c.json', debug: false }],
  ['discover --config c.json', { name: 'discover', config: 'c.json', debug: false }],
  ['read --config c.json', { ...READ, catalog: undefined, state: undefined }],
  ['read --config c.json --catalog k.json', { ...READ, catalog: 'k.json', state: undefined }],
  [
    'read --config c.json --catalog k.json --state s.json',
    { ...READ, catalog: 'k.json', state: 's.json' },
  ],
  [
    '--state=s.json --catalog=k.json --config=c.json read',
    { ...READ, catalog: 'k.json', state: 's.json' },
  ],
  ['estimate --config c.json', { name: 'estimate', config: 'c.json', json: false, debug: false }],
  [
    'estimate --config c.json --json',
    { name: 'estimate', config: 'c.json', json: true, debug: false },
  ],
  [
    'sandbox --port 8080',
    { name: 'sandbox', port: 8080, host: undefined, now: undefined, opened: [], debug: false },
  ],
  [
    'sandbox --port 0 --host 0.0.0.0 --now 2026-01-01',
    { name: 'sandbox', port: 0, host: '0.0.0.0', now: '2026-01-01', opened: [], debug: false },
  ],
  [
    'sandbox --port 0 --with D24,D04',
    {
      ...{ name: 'sandbox', port: 0, host: undefined, now: undefined, debug: false },
      opened: ['D24', 'D04'],
    },
  ],
])('the platform, or a person, may say: %s', (line, expected) => {
  expect(parseCommand(line.split(' '))).toEqual(expected)
})

test.each([
  ['--help', 'help'],
  ['-h', 'help'],
  ['help', 'help'],
  ['read --help', 'help'],
  ['--version', 'version'],
  ['-v', 'version'],
  ['version', 'version'],
])('what people type to find out is answered: %s', (line, name) => {
  expect(parseCommand(line.split(' '))).toEqual({ name })
})

test.each([
  ['spec --debug', { name: 'spec', debug: true }],
  ['check --debug --config c.json', { name: 'check', config: 'c.json', debug: true }],
  ['check c.json', { name: 'check', config: 'c.json', debug: false }],
  ['read c.json', { ...READ, catalog: undefined, state: undefined }],
])(
  'a flag of Airbyte’s own CDK, and a config without its flag, are taken: %s',
  (line, expected) => {
    expect(parseCommand(line.split(' '))).toEqual(expected)
  },
)

test.each([
  ['', 'there is no command.'],
  ['write', 'there is no command write.'],
  ['sepc', 'there is no command sepc. Did you mean spec?'],
  ['Discover', 'there is no command Discover. Did you mean discover?'],
  ['raed --config c.json', 'there is no command raed. Did you mean read?'],
  ['spec check', 'unexpected argument check.'],
  ['check c.json d.json', 'unexpected argument d.json.'],
  ['check c.json --config d.json', 'unexpected argument c.json: --config is given.'],
  ['check', 'check needs --config.'],
  ['discover', 'discover needs --config.'],
  ['estimate', 'estimate needs --config.'],
  ['read --catalog k.json', 'read needs --config.'],
  ['read --config', '--config needs a value.'],
  ['read --config=', '--config needs a value.'],
  [
    'read --config --catalog k.json',
    '--config needs a value. If it begins with a dash, write --config=--catalog.',
  ],
  ['check --config c.json --verbose', 'there is no option --verbose.'],
  ['check --confg c.json', 'there is no option --confg. Did you mean --config?'],
  ['read c.json --States s.json', 'there is no option --States. Did you mean --state?'],
  ['spec --debug=yes', '--debug takes no value.'],
  ['sandbox', 'sandbox needs --port.'],
  ['sandbox --port http', '--port must be a number from 0 to 65535.'],
  ['sandbox --port 65536', '--port must be a number from 0 to 65535.'],
])('a command line that cannot be understood says why: "%s"', (line, reason) => {
  const command = parseCommand(line === '' ? [] : line.split(' '))

  expect(command).toEqual({ name: 'usage-error', reason })
})

test('a path that begins with a dash can still be given', () => {
  expect(parseCommand(['check', '--config=-odd.json'])).toEqual({
    name: 'check',
    config: '-odd.json',
    debug: false,
  })
})

test('the usage shows each command', () => {
  const commands = [
    ...['spec', 'check --config', 'discover --config', 'read --config', '--catalog', '--state'],
    ...['estimate --config', '--json', 'sandbox --port', '--host', '--now', 'help', 'version'],
  ]

  expect(commands.filter((command) => !USAGE.includes(command))).toEqual([])
})

test('the usage fits a terminal of 80 columns', () => {
  expect(Math.max(...USAGE.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80)
})

test('the README has the commands of --help, with the same options that are required', () => {
  const [, commandTable = ''] = /\| command \|.*\n([^]*?)\n\n/.exec(textOf('README.md')) ?? []
  const table = [...commandTable.matchAll(/^\| `([a-z]+)((?: --\w+ [A-Z]+)*)` \|/gm)]
  // What is indented by two begins a command; options in brackets may be left out.
  const usage = [...USAGE.matchAll(/^ {2}([a-z]+)((?: --\w+ [A-Z]+)*)(?: {2}| \[|$)/gm)]

  const commands = usage.map(([, name, required]) => [name, required])
  expect(commands.map(([name]) => name)).toEqual(
    expect.arrayContaining(['spec', 'check', 'discover', 'read', 'estimate', 'sandbox']),
  )
  expect(table.map(([, name, required]) => [name, required])).toEqual(commands)
})
