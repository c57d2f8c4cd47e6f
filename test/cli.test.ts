import { parseCommand, USAGE } from '../src/cli'

test.each([
  ['spec', { name: 'spec' }],
  ['check --config c.json', { name: 'check', config: 'c.json' }],
  ['discover --config c.json', { name: 'discover', config: 'c.json' }],
  [
    'read --config c.json --catalog k.json',
    { name: 'read', config: 'c.json', catalog: 'k.json', state: undefined },
  ],
  [
    'read --config c.json --catalog k.json --state s.json',
    { name: 'read', config: 'c.json', catalog: 'k.json', state: 's.json' },
  ],
  [
    '--state=s.json --catalog=k.json --config=c.json read',
    { name: 'read', config: 'c.json', catalog: 'k.json', state: 's.json' },
  ],
  ['--help', { name: 'help' }],
  ['read --help', { name: 'help' }],
  ['--version', { name: 'version' }],
])('the platform may say: %s', (line, expected) => {
  expect(parseCommand(line.split(' '))).toEqual(expected)
})

test.each([
  ['', 'there is no command'],
  ['write', 'there is no command write'],
  ['spec check', 'there is more than one command'],
  ['check', 'check needs --config'],
  ['discover', 'discover needs --config'],
  ['read --catalog k.json', 'read needs --config'],
  ['read --config c.json', 'read needs --catalog'],
  ['read --config', '--config'],
  ['check --config c.json --verbose', '--verbose'],
])('a command line that cannot be understood says why: "%s"', (line, reason) => {
  const command = parseCommand(line === '' ? [] : line.split(' '))

  expect(command).toEqual({ name: 'misused', reason: expect.stringContaining(reason) as string })
})

test('a path that begins with a dash can still be given', () => {
  expect(parseCommand(['check', '--config=-odd.json'])).toEqual({
    name: 'check',
    config: '-odd.json',
  })
})

test('the usage shows each command', () => {
  const commands = ['spec', 'check --config', 'discover --config', 'read --config', '--state']

  expect(commands.filter((command) => !USAGE.includes(command))).toEqual([])
})
