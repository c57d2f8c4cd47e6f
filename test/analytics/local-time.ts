/** A moment on the clocks of a place. */
export interface LocalTime {
  /** YYYY-MM-DD */
  readonly day: string
  readonly month: string
  /** The Monday of its week. */
  readonly week: string
  /** 1 is Monday. */
  readonly weekday: number
  readonly hour: number
}

const DAY_MS = 86_400_000

/** By the time zones that Node brings along: no database of ours has a say in it. */
export function clocksOf(timeZone: string): (instant: number) => LocalTime {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
  })
  return (instant) => {
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]))
    const day = ['year', 'month', 'day'].map((type) => parts.get(type as 'year')).join('-')
    const midnight = Date.parse(day)
    const weekday = ((new Date(midnight).getUTCDay() + 6) % 7) + 1
    return {
      day,
      month: `${day.slice(0, 7)}-01`,
      week: dayOf(midnight - (weekday - 1) * DAY_MS),
      weekday,
      hour: Number(parts.get('hour')),
    }
  }
}

/** The UTC day of an instant. */
export function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10)
}

export function daysBetween(first: string, second: string): number {
  return (Date.parse(second) - Date.parse(first)) / DAY_MS
}

export function dayAfter(day: string, days: number): string {
  return dayOf(Date.parse(day) + days * DAY_MS)
}
