import { parseConfig } from '../../src/config'
import { offeredStreams } from '../../src/commands/offered'
import type { AirbyteStream } from '../../src/protocol/messages'
import { createSecrets } from '../../src/protocol/secrets'
import { sleep, systemRuntime } from '../../src/runtime'
import type { ScriptedAnswer } from '../../src/sandbox/server'
import { envelope } from './answers'
import { startClearGrid, TEST_NOW, type ClearGrid } from './clear-grid'
import { CREDENTIALS } from './connector'

export interface Discovered {
  readonly streams: readonly AirbyteStream[]
  readonly names: readonly string[]
  /** Lines of the log, as `WARN text`. */
  readonly lines: readonly string[]
  /** Undefined where the stream is not offered. */
  stream(name: string): AirbyteStream | undefined
  propertiesOf(name: string): Readonly<Record<string, unknown>>
}

/** What is discovered at a ClearGrid. Eight seconds are 0.8 here. */
export async function discovered(clearGrid: ClearGrid, settings: object = {}): Promise<Discovered> {
  const raw = { ...CREDENTIALS, environment: 'staging', base_url: clearGrid.url, ...settings }
  const lines: string[] = []
  const log = (level: string, message: string): void => {
    if (level !== 'DEBUG') lines.push(`${level} ${message}`)
  }
  const streams = await offeredStreams(parseConfig(raw, TEST_NOW), {
    runtime: {
      ...systemRuntime(log),
      now: () => TEST_NOW,
      sleep: async (delayMs, signal) => await sleep(delayMs / 10, signal),
    },
    secrets: createSecrets(),
    stop: new AbortController().signal,
    sandboxNow: () => TEST_NOW,
    sandboxOpened: [],
  })
  const stream = (name: string): AirbyteStream | undefined =>
    streams.find((one) => one.name === name)
  return {
    streams,
    lines,
    stream,
    names: streams.map(({ name }) => name),
    propertiesOf: (name) => Object(stream(name)?.json_schema['properties']) as object as never,
  }
}

type Row = Readonly<Record<string, unknown>>

/** A dataset that nobody has documented: what it is ordered by, and filtered on, is its own matter. */
export interface UnknownDataset {
  readonly rows: readonly Row[]
  readonly orderedBy: string
}

export interface Odd {
  /** By place, as `S4/D24`; what is at no place is as the sandbox has it. */
  readonly datasets?: Readonly<Record<string, UnknownDataset | ScriptedAnswer>>
  /** By path: `exports` or `exports/catalog`; 404 where there is none. */
  readonly catalogs?: Readonly<Record<string, ScriptedAnswer>>
}

/** A ClearGrid with datasets and a catalog of its own. */
export async function startUnknownClearGrid({
  datasets = {},
  catalogs = {},
}: Odd): Promise<ClearGrid> {
  return await startClearGrid({
    intercept: ({ path, query, dataset }) => {
      const place = path.split('/').slice(-2).join('/')
      if (dataset === undefined) {
        const catalog = /exports(?:\/catalog)?$/.exec(path)?.[0]
        return catalog === undefined ? undefined : (catalogs[catalog] ?? NOT_FOUND)
      }
      const odd = datasets[place]
      return odd !== undefined && 'rows' in odd ? pageOf(odd, query) : odd
    },
  })
}

const NOT_FOUND = { status: 404, body: { success: false, message: 'Not found' } }

function pageOf(
  { rows, orderedBy }: UnknownDataset,
  query: Readonly<Record<string, string>>,
): ScriptedAnswer {
  const at = (row: Row): number => Date.parse(String(row[orderedBy]))
  const [since, until] = [query['since'], query['until']].map((text) => Date.parse(text ?? ''))
  const sign = query['sort'] === 'desc' ? -1 : 1
  const within = rows
    .filter((row) => at(row) >= (since ?? NaN) && at(row) < (until ?? NaN))
    .sort((one, other) => sign * (at(one) - at(other)))
    .slice(0, Number(query['limit']))
  return { status: 200, body: envelope({ rows: within }) }
}

/** A catalog that lists datasets, as `S1/D04`. */
export function catalogOf(
  places: readonly string[],
  more: Readonly<Record<string, unknown>> = {},
): ScriptedAnswer {
  const body = places.map((place) => {
    const [section, code] = place.split('/')
    return { section, code, available: true, ...more }
  })
  return { status: 200, body: { code: 200, message: 'success', body, errors: [] } }
}

/** The places that were asked, in order of their names, each as often as it was asked. */
export function placesAsked({ exchanges }: ClearGrid): string[] {
  return exchanges
    .filter(({ dataset }) => dataset !== undefined)
    .map(({ path }) => path.split('/').slice(-2).join('/'))
    .sort()
}
