import type { Marts } from '../marts/marts'
import type { Figure, HeatColour, LegendEntry } from './figure'
import { greatest, shareOf, sumOf } from './sums'
import { counted, shareText } from './words'

/** With fewer attempts than this, an hour's share is mostly chance: five of ten may be luck. */
const ATTEMPTS_MIN = 30

/** From here on, a cell takes the next colour; the shares are each lender's own. */
const STEPS = 7

type Hour = Marts['bestTimeToCall'][number]

/** When do people answer? */
export function bestTime(
  { bestTimeToCall: hours }: Pick<Marts, 'bestTimeToCall'>,
  timeZone: string,
): Figure {
  const sure = hours.filter(({ attempts }) => attempts >= ATTEMPTS_MIN)
  const scale = scaleOf((sure.length > 0 ? sure : hours).map(shareIn))
  const ordered = [...hours].sort((a, b) => a.weekday - b.weekday || a.hour - b.hour)
  return {
    id: 'best-time',
    title: titleOf(sure, hours),
    subtitle: `Contacts as a share of outbound calls, by weekday and hour (${timeZone})`,
    notes: [
      `Small boxes: fewer than ${ATTEMPTS_MIN} calls, too few to rely on. Empty: no call. Past answers do not prove that calling then is the reason.`,
      ...(timeZone === 'UTC' ? ['For Riyadh add three hours, for Dubai four.'] : []),
    ],
    legend: scale.legend,
    isWide: true,
    table: {
      columns: [
        { title: 'Weekday', kind: 'text' },
        { title: 'Hour', kind: 'text' },
        { title: 'Calls', kind: 'count' },
        { title: 'Contacts', kind: 'count' },
        { title: 'Contacts per call', kind: 'share' },
      ],
      rows: ordered.map((hour) => [
        ...[hour.weekday_name, hourText(hour.hour)],
        ...[hour.attempts, hour.contacts, hour.contacts_per_attempt],
      ]),
    },
    chart: hours.length === 0 ? undefined : heatOf(ordered, scale.colourOf),
  }
}

function heatOf(hours: readonly Hour[], colourOf: Scale['colourOf']): Figure['chart'] {
  return {
    kind: 'heat',
    weekdays: [...new Set(hours.map(({ weekday_name }) => weekday_name))],
    cells: hours.map((hour) => ({
      weekday: hour.weekday_name,
      hour: hour.hour,
      colour: colourOf(shareIn(hour)),
      isThin: hour.attempts < ATTEMPTS_MIN,
      tip: [
        `${hour.weekday_name}, ${hourText(hour.hour)}`,
        `${shareText(hour.contacts_per_attempt)} answered`,
        `${hour.contacts} of ${counted(hour.attempts, 'call')}`,
      ],
    })),
  }
}

function titleOf(sure: readonly Hour[], all: readonly Hour[]): string {
  if (all.length === 0) return 'No outbound calls in these tables'
  const best = greatest(sure, shareIn)
  if (best === undefined) return 'Too few calls to name a best hour'
  const average = shareOf(
    sumOf(all, (hour) => hour.contacts),
    sumOf(all, (hour) => hour.attempts),
  )
  const when = `on ${best.weekday_name}s from ${hourText(best.hour)}`
  return `Calls are answered most often ${when}: ${shareText(shareIn(best))}, against ${shareText(average)} at all times`
}

function shareIn({ contacts_per_attempt }: Hour): number {
  return contacts_per_attempt ?? 0
}

interface Scale {
  readonly legend: readonly LegendEntry[]
  colourOf(share: number): HeatColour
}

/** Steps of equal width from the lowest share to the highest, at whole percents. */
function scaleOf(shares: readonly number[]): Scale {
  const lowest = Math.floor(100 * Math.min(1, ...shares))
  const width = Math.max(1, Math.ceil((100 * Math.max(0, ...shares) - lowest) / STEPS))
  const floors = Array.from({ length: STEPS }, (_, at) => lowest + at * width)
  return {
    legend: floors
      .filter((floor) => floor < 100)
      .map((floor, at) => ({
        label: stepText(at, floor, floor + width),
        colour: heatColour(at),
      })),
    colourOf: (share) => heatColour(Math.floor((100 * share - lowest) / width)),
  }
}

/** Cells with few calls may lie outside of the scale: its ends are open. */
function stepText(step: number, floor: number, end: number): string {
  if (step === 0) return `under ${end}%`
  return step === STEPS - 1 || end >= 100 ? `${floor}% or more` : `${floor}–${end}%`
}

function heatColour(step: number): HeatColour {
  return `h${Math.min(Math.max(step, 0), STEPS - 1) + 1}` as HeatColour
}

function hourText(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`
}
