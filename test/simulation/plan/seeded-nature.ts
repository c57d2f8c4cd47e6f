import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '../../../src/time/instant'
import { CALM, GOOD_NATURE, type Nature, type Outage, type Weather } from '../model/nature'
import type { Dataset } from '../model/tenant'
import type { Chance } from '../random'

/** How a seed's ClearGrid is. Each limit can be met: what is asked for in small pieces is given. */
export function seededNature(chance: Chance, denseRows: number): Nature {
  const some = <T>(probability: number, value: () => T, otherwise: T): T =>
    chance.happens(probability) ? value() : otherwise
  return {
    ...GOOD_NATURE,
    fillMin: some(0.5, () => 0.4, 1),
    emptyRuns: some(0.3, () => 0.05, 0),
    emptyRunMax: some(0.2, () => chance.log(2, 120), 1),
    scanMs: some(0.05, () => chance.log(2 * HOUR_MS, 10 * DAY_MS), Infinity),
    ...sizeLimits(chance, denseRows),
    gatewayWaitMs: chance.pick([5, 30_000, 55_000]),
    pageCap: some(0.1, () => chance.int(10, 40), Infinity),
    overLimit: some(0.1, () => 0.1, 0),
    order: some<Nature['order']>(0.02, () => 'descending', 'ascending'),
    clampMs: some(0.06, () => chance.log(HOUR_MS * 12, 10 * DAY_MS), Infinity),
    echoes: true,
    totalError: some<number | undefined>(0.4, () => chance.pick([0, 0, 0, 1, 5, -3]), undefined),
    ignoresFiltersWithCursor: chance.happens(0.02),
    dateAheadMs: chance.pick([0, 0, 0, 0, -20_000, 30_000, undefined, undefined]),
    escapesNames: chance.happens(0.03),
    latencyMs: chance.pick([
      [5, 200],
      [1, 10],
      [200, 3_000],
    ] as const),
    namesRequests: chance.happens(0.8),
    packed: some(0.3, () => 0.3, 0),
    chunked: some(0.5, () => 0.5, 0),
    pieces: some(0.4, () => 0.3, 0),
    closes: some(0.2, () => 0.1, 0),
  }
}

type SizeLimits = Pick<
  Nature,
  'rowsAheadMax' | 'pageRowsMax' | 'windowMsMax' | 'slowHours' | 'slowWindowMsMax'
>

/** At the most one of them, as a rule. */
function sizeLimits(chance: Chance, denseRows: number): SizeLimits {
  const none: SizeLimits = {
    rowsAheadMax: Infinity,
    pageRowsMax: Infinity,
    windowMsMax: Infinity,
    slowHours: [],
    slowWindowMsMax: Infinity,
  }
  const kind = chance.pick([
    'none',
    'none',
    'none',
    'rows',
    'page',
    'window',
    'time',
    'two',
  ] as const)
  const rowsAheadMax = Math.max(chance.int(30, 200), 3 * denseRows)
  const pageRowsMax = chance.int(12, 40)
  const windowMsMax = chance.log(6 * HOUR_MS, 10 * DAY_MS)
  if (kind === 'rows') return { ...none, rowsAheadMax }
  if (kind === 'page') return { ...none, pageRowsMax }
  if (kind === 'window') return { ...none, windowMsMax }
  if (kind === 'two') return { ...none, pageRowsMax, windowMsMax }
  if (kind === 'none') return none
  const first = chance.int(0, 23)
  return { ...none, slowHours: [first, (first + 1) % 24], slowWindowMsMax: windowMsMax }
}

/** What befalls one sync. Calm in a fifth of them. */
export function seededWeather(
  chance: Chance,
  startsAt: Instant,
  datasets: readonly Dataset[],
): Weather {
  if (chance.happens(0.25)) return CALM
  if (chance.happens(0.02)) return stormy(chance)
  const some = (probability: number, most: number): number =>
    chance.happens(probability) ? most * chance.next() : 0
  return {
    server: some(0.3, 0.03),
    overloaded: some(0.3, 0.05),
    retryAfter: chance.pick([
      undefined,
      { seconds: 5, asDate: false },
      { seconds: 120, asDate: true },
      { seconds: 600, asDate: false },
      { seconds: 0, asDate: true },
    ]),
    reset: some(0.2, 0.03),
    torn: some(0.2, 0.03),
    mute: some(0.1, 0.01),
    malformed: some(0.15, 0.02),
    lies: some(0.15, 0.02),
    timeout: some(0.2, 0.03),
    spikes: some(0.1, 0.02),
    cursorLost: some(0.15, 0.02),
    omitsOnce: undefined,
    tokenUses: chance.happens(0.25) ? chance.int(12, 40) : Infinity,
    refreshWorks: chance.happens(0.6),
    outages: chance.happens(0.2) ? [seededOutage(chance, startsAt)] : [],
    ...seededRefusals(chance, startsAt, datasets),
  }
}

/** Each request is answered with 429. */
function stormy(chance: Chance): Weather {
  const seconds = chance.pick([0, 1, 600, 3_600, 36_000])
  return { ...CALM, overloaded: 1, retryAfter: { seconds, asDate: chance.happens(0.5) } }
}

function seededOutage(chance: Chance, startsAt: Instant): Outage {
  const since = startsAt + chance.log(1, 60_000)
  const lengthMs = chance.happens(0.85)
    ? chance.log(1_000, 110_000)
    : chance.log(300_000, 1_800_000)
  return { since, until: since + lengthMs, how: chance.pick(['refused', 'reset', 502, 504]) }
}

function seededRefusals(
  chance: Chance,
  startsAt: Instant,
  datasets: readonly Dataset[],
): Pick<Weather, 'refusals' | 'loopAt'> {
  if (!chance.happens(0.15)) return { refusals: [], loopAt: undefined }
  const dataset = chance.pick(datasets)
  const { stream } = dataset
  const instant = startsAt - chance.log(MINUTE_MS, 30 * DAY_MS)
  if (chance.happens(0.15)) return { refusals: [], loopAt: { stream, instant } }
  const status = chance.pick([400, 403, 404, 500, 504] as const)
  const until = chance.happens(0.7) ? Infinity : startsAt + chance.log(1_000, 60_000)
  const scope = chance.happens(0.75) ? instant : undefined
  return { refusals: [{ status, stream, instant: scope, until }], loopAt: undefined }
}
