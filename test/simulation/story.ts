import type { Life } from './live'
import type { ExchangeEntry } from './model/exchange-log'
import { CALM, GOOD_NATURE } from './model/nature'
import { iso } from './oracle/claims'
import type { SimulatedSync } from './sync'

/** What happened in one seed, for a person who must find out why a promise was broken. */
export function storyOf({ seed, world, syncs, broken }: Life): string {
  const rows = world.datasets.map(({ stream, rows: all }) => `${all.size} rows of ${stream}`)
  return [
    `Seed ${seed}: ${rows.join(', ')}; at most ${world.life.dense} in a minute.`,
    `ClearGrid: ${different(syncs[0]?.plan.nature ?? GOOD_NATURE, GOOD_NATURE)}`,
    ...syncs.flatMap((sync, index) => [
      ...chapter(sync, index),
      ...(index === syncs.length - 1 ? requests(sync) : []),
    ]),
    broken === undefined ? 'All promises were kept.' : `BROKEN: ${broken.message}`,
    ...(broken === undefined || broken.name === 'BrokenPromise' || !isCrash(broken)
      ? []
      : [broken.stack ?? '']),
  ].join('\n')
}

function isCrash({ message }: Error): boolean {
  return !/^[\w ]+: /.test(message)
}

function chapter({ plan, end, exchanges, lines, endedAt }: SimulatedSync, index: number): string[] {
  const { startsAt, mode, settings, cut, clockAheadMs } = plan
  const records = lines.filter(({ text }) => text.startsWith('{"type":"RECORD"')).length
  return [
    `Sync ${index + 1}, ${mode}, at ${iso(startsAt)} (our clock ${clockAheadMs / 1000} s ahead): ${end} ` +
      `after ${((endedAt - startsAt) / 1000).toFixed(1)} s, ${exchanges} requests, ${records} records.`,
    `  from ${iso(settings.startDate)} to ${settings.endDate === undefined ? 'now' : iso(settings.endDate)}, ` +
      `lookback ${settings.lookbackMs / 86_400_000} d, recheck ${settings.recheckMs / 86_400_000} d, ` +
      `windows of ${settings.windowMs / 86_400_000} d, pages of ${settings.pageSize}, ` +
      `${settings.concurrency} at once${cut === undefined ? '' : `; to be cut: ${JSON.stringify(cut)}`}`,
    `  weather: ${different(plan.weather, CALM)}`,
    ...lines
      .filter(({ text }) => text.includes('"ERROR"'))
      .map(({ text }) => `  said: ${text.slice(0, 400)}`),
    ...lastStates(lines.map(({ text }) => text)),
  ]
}

function lastStates(lines: readonly string[]): string[] {
  const last = new Map<string, string>()
  for (const line of lines) {
    const stream = /"type":"STATE".*"name":"(\w+)"/.exec(line)?.[1]
    if (stream !== undefined) last.set(stream, line)
  }
  return [...last].map(([stream, line]) => `  state of ${stream}: ${line.slice(0, 900)}`)
}

/** The requests of the sync in which it happened: the first and the last of them. */
function requests({ log }: SimulatedSync): string[] {
  const told = log.map(
    ({ at, stream, since, until, limit, isFirstPage, outcome, status, rows }: ExchangeEntry) =>
      `    ${iso(at).slice(5, 23)} ${stream} [${iso(since)}, ${iso(until)}) ${limit}` +
      `${isFirstPage ? '' : ' next'}: ${status} ${outcome}, ${rows} rows`,
  )
  if (told.length <= 80) return told
  return [...told.slice(0, 40), `    ... ${told.length - 80} more ...`, ...told.slice(-40)]
}

/** The members in which one differs from the other. */
function different(one: object, other: object): string {
  const usual = new Map(Object.entries(other))
  const members = Object.entries(one).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(usual.get(name)),
  )
  return (
    members.map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(', ') || 'as documented'
  )
}
