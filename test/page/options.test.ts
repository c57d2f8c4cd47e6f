import { optionsFrom, USAGE, UsageError } from '../../page/options'

test('a DuckDB file is enough', () => {
  expect(optionsFrom(['--duckdb', 'my.duckdb'])).toEqual({
    from: { kind: 'duckdb', path: 'my.duckdb' },
    ...{ schema: undefined, marts: undefined, config: undefined, title: undefined },
    ...{ timeZone: 'UTC', asOf: undefined, out: 'cleargrid.html' },
  })
})

test('PostgreSQL is named by its URL; where things are, and how the page is called, may be said', () => {
  const url = 'postgres://analyst@db.example:5432/warehouse'
  const words = ['--schema', 'raw', '--marts', 'analytics', '--title', 'Acme', '--out', 'a.html']
  const more = ['--config', 'config.json', '--time-zone', 'Asia/Riyadh']

  expect(optionsFrom(['--postgres', url, ...words, ...more])).toEqual({
    from: { kind: 'postgres', url },
    ...{ schema: 'raw', marts: 'analytics', config: 'config.json', title: 'Acme' },
    ...{ timeZone: 'Asia/Riyadh', asOf: undefined, out: 'a.html' },
  })
})

test.each([
  [[], 'Name one database'],
  [['--duckdb', 'a', '--postgres', 'postgres://b/c'], 'Name one database'],
  [['--postgres', 'db.example'], '--postgres takes a URL'],
  [['--postgres', 'mysql://db.example/a'], '--postgres takes a URL'],
  [['--duckdb', 'a', '--as-of', 'yesterday'], '--as-of takes an instant'],
  [['--duckdb', 'a', '--as-of', '2026-05-01', '--marts', 'b'], 'Leave out --as-of'],
  [['--duckdb', 'a', '--colour', 'red'], `Unknown option '--colour'`],
])('%j is refused: %s', (args, message) => {
  expect(() => optionsFrom(args)).toThrow(UsageError)
  expect(() => optionsFrom(args)).toThrow(message)
})

test.each(['postgres://a:hunter2@db/c', 'postgres://a@db/c?password=hunter2'])(
  'a password in the URL is refused, and not repeated',
  (url) => {
    const parse = (): unknown => optionsFrom(['--postgres', url])

    expect(parse).toThrow('PGPASSWORD')
    expect(parse).not.toThrow('hunter2')
  },
)

test('the instant up to which ages count may be said', () => {
  expect(optionsFrom(['--duckdb', 'a', '--as-of', '2026-05-01']).asOf).toBe(Date.UTC(2026, 4, 1))
})

test('what it says of itself fits a terminal, and names every option', () => {
  expect(USAGE.split('\n').filter((line) => line.length > 80)).toEqual([])
  for (const name of [
    'duckdb',
    'postgres',
    'schema',
    'marts',
    'config',
    'title',
    'time-zone',
    'as-of',
    'out',
  ])
    expect(USAGE).toContain(`--${name}`)
})
