import { parseArgs } from 'node:util'
import { parseInstant, type Instant } from '../src/time/instant'

/** Where the numbers come from, and where the page goes. */
export interface Options {
  readonly from:
    | { readonly kind: 'duckdb'; readonly path: string }
    | { readonly kind: 'postgres'; readonly url: string }
  /** Where the connector's tables are; undefined: the database's own default. */
  readonly schema: string | undefined
  /** Where `dbt build` has put its tables; undefined: the plain SQL is asked instead. */
  readonly marts: string | undefined
  /** Settings of the connector: ClearGrid is asked for its counts. Undefined: it is not. */
  readonly config: string | undefined
  readonly title: string | undefined
  readonly timeZone: string
  /** The instant up to which ages count; undefined: now. */
  readonly asOf: Instant | undefined
  readonly out: string
}

/** The arguments make no sense. The message says what to do. */
export class UsageError extends Error {}

export const USAGE = `Makes one page of figures of the tables that source-cleargrid has loaded.

  npm run page -- --duckdb FILE              from a DuckDB file
  npm run page -- --postgres URL             from PostgreSQL, such as
                                             postgres://analyst@host/warehouse;
                                             the password: PGPASSWORD

  --schema NAME      where the tables are; the database's own default
  --marts NAME       take the tables that dbt has built in this schema
                     instead of the SQL in examples/sql
  --config FILE      the connector's settings: asks ClearGrid for its counts
                     of the last 28 days, and compares
  --title TEXT       what stands at the top: your company
  --time-zone NAME   how the zone of the tables' hours is called (UTC)
  --as-of INSTANT    the instant up to which ages count, such as
                     2026-05-01T00:00:00Z; now (with --marts: dbt's own)
  --out FILE         cleargrid.html
`

/** @throws UsageError for what cannot be used. */
export function optionsFrom(args: readonly string[]): Options {
  const { duckdb, postgres, ...rest } = valuesIn(args)
  if ((duckdb === undefined) === (postgres === undefined)) {
    throw new UsageError('Name one database: --duckdb FILE, or --postgres URL.')
  }
  const { schema, marts, config, title } = rest
  return {
    from:
      duckdb === undefined
        ? { kind: 'postgres', url: postgresUrl(postgres ?? '') }
        : { kind: 'duckdb', path: duckdb },
    ...{ schema, marts, config, title },
    timeZone: rest['time-zone'] ?? 'UTC',
    asOf: asOfIn(rest),
    out: rest.out ?? 'cleargrid.html',
  }
}

function asOfIn({ 'as-of': text, marts }: ReturnType<typeof parsed>): Instant | undefined {
  if (text === undefined) return undefined
  if (marts !== undefined) {
    throw new UsageError(
      'Leave out --as-of: the tables of --marts have the instant of dbt’s as_of.',
    )
  }
  const instant = parseInstant(text)
  if (instant === undefined) {
    throw new UsageError('--as-of takes an instant, such as 2026-05-01T00:00:00Z.')
  }
  return instant
}

/** A password in an argument would stand in the shell's history and in every list of processes. */
function postgresUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new UsageError('--postgres takes a URL, such as postgres://analyst@host:5432/warehouse.')
  }
  if (url.password !== '' || url.searchParams.has('password')) {
    throw new UsageError('Leave the password out of the URL: give it as PGPASSWORD.')
  }
  return text
}

function valuesIn(args: readonly string[]): ReturnType<typeof parsed> {
  try {
    return parsed(args)
  } catch (thrown) {
    throw new UsageError((thrown as Error).message)
  }
}

function parsed(args: readonly string[]) {
  const option = { type: 'string' } as const
  return parseArgs({
    args: [...args],
    strict: true,
    allowPositionals: false,
    options: {
      ...{ duckdb: option, postgres: option, schema: option, marts: option, config: option },
      ...{ title: option, 'time-zone': option, 'as-of': option, out: option },
    },
  }).values
}
