import { dayAfter, type LocalTime } from './local-time'
import { instantOf, textIn, type Row } from './records'
import { countOf, differentOf, grouped, per, sumOf, type Figures } from './tallies'

/** D21, read by our own rules for the words that the sandbox uses. */
export interface Attempt {
  readonly person: string | null
  readonly channel: string
  readonly direction: string
  readonly isFailed: boolean
  readonly isReached: boolean
  readonly isContact: boolean
  readonly duration: number | null
  readonly at: number
  readonly createdAt: number
  readonly local: LocalTime
}

const FAILED = ['FAILED', 'UNDELIVERED', 'BOUNCED']
const CONTACT = ['ANSWERED', 'READ', 'RECEIVED']
const UNREACHED = ['INITIATED', 'RINGING', 'SENT', 'NO_ANSWER', 'BUSY', 'VOICEMAIL', 'MISSED']

export function attemptOf(row: Row, local: (instant: number) => LocalTime): Attempt {
  const status = textIn(row, 'status') ?? ''
  const isKnown = [...FAILED, ...CONTACT, ...UNREACHED, 'DELIVERED'].includes(status)
  if (!isKnown) throw new Error(`A status of which nobody has told the count: ${status}`)
  const at = instantOf(row['communicated_at'])
  const duration = row['duration']
  return {
    person: textIn(row, row['direction'] === 'inbound' ? 'from' : 'to'),
    channel: (textIn(row, 'communication_type') ?? 'none').toLowerCase(),
    direction: textIn(row, 'direction') ?? 'none',
    isFailed: FAILED.includes(status),
    isReached: CONTACT.includes(status) || status === 'DELIVERED',
    isContact: CONTACT.includes(status),
    duration: typeof duration === 'number' ? duration : null,
    at,
    createdAt: instantOf(row['created_at']),
    local: local(at),
  }
}

export function attemptFunnel(attempts: readonly Attempt[]): Figures[] {
  const keyOf = ({ local: { month }, channel, direction }: Attempt): Figures => ({
    month,
    channel,
    direction,
  })
  return grouped(attempts, keyOf).map(([key, members]) => {
    const contacts = members.filter(({ isContact }) => isContact)
    const lengths = contacts.flatMap(({ duration }) => duration ?? [])
    const talks = countOf(lengths, (length) => length >= 30)
    const reached = countOf(members, ({ isReached }) => isReached)
    const failed = countOf(members, ({ isFailed }) => isFailed)
    return {
      ...key,
      attempts: members.length,
      ...{ failed, reached, contacts: contacts.length, talks },
      average_contact_seconds: per(
        sumOf(lengths, (length) => length),
        lengths.length,
      ),
      failed_per_attempt: per(failed, members.length),
      reached_per_attempt: per(reached, members.length),
      contacts_per_attempt: per(contacts.length, members.length),
      contacts_per_reached: per(contacts.length, reached),
      talks_per_contact: per(talks, contacts.length),
    }
  })
}

export function channelMix(attempts: readonly Attempt[]): Figures[] {
  const outbound = attempts.filter(({ direction }) => direction === 'outbound')
  const keyOf = ({ local: { month }, channel }: Attempt): Figures => ({ month, channel })
  return grouped(outbound, keyOf).map(([key, members]) => {
    const ofMonth = countOf(outbound, ({ local }) => local.month === key['month'])
    const people = differentOf(members, ({ person }) => person)
    const reached = members.filter(({ isReached }) => isReached)
    const contacts = countOf(members, ({ isContact }) => isContact)
    const peopleReached = differentOf(reached, ({ person }) => person)
    return {
      ...key,
      attempts: members.length,
      ...{ people, reached: reached.length, contacts, people_reached: peopleReached },
      attempts_per_attempt_of_all_channels: per(members.length, ofMonth),
      attempts_per_person: per(members.length, people),
      reached_per_attempt: per(reached.length, members.length),
      contacts_per_attempt: per(contacts, members.length),
      people_reached_per_person: per(peopleReached, people),
    }
  })
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const PARTS = ['night', 'morning', 'afternoon', 'evening']

export function bestTimeToCall(attempts: readonly Attempt[]): Figures[] {
  const calls = attempts.filter(
    ({ direction, channel }) => direction === 'outbound' && channel === 'call',
  )
  const keyOf = ({ local: { weekday, hour } }: Attempt): Figures => ({
    ...{ weekday, hour, weekday_name: WEEKDAYS[weekday - 1] ?? null },
    part_of_day: PARTS[Math.floor(hour / 6)] ?? null,
  })
  return grouped(calls, keyOf).map(([key, members]) => {
    const contacts = countOf(members, ({ isContact }) => isContact)
    return {
      ...key,
      ...{ attempts: members.length, contacts },
      people: differentOf(members, ({ person }) => person),
      contacts_per_attempt: per(contacts, members.length),
    }
  })
}

export function operationalHealth(attempts: readonly Attempt[]): Figures[] {
  const last =
    attempts
      .map(({ local }) => local.day)
      .sort()
      .at(-1) ?? ''
  return grouped(attempts, ({ channel }) => ({ channel })).flatMap(([{ channel }, members]) => {
    const first = members.map(({ local }) => local.day).sort()[0] ?? ''
    const onDay = new Map(grouped(members, ({ local }) => ({ day: local.day })).map(byDay))
    const days: Figures[] = []
    for (let day = first; day <= last; day = dayAfter(day, 1)) {
      const ofDay = onDay.get(day) ?? []
      const failed = countOf(ofDay, ({ isFailed }) => isFailed)
      const week = [1, 2, 3, 4, 5, 6, 7].map((days) => onDay.get(dayAfter(day, -days))?.length ?? 0)
      const average = sumOf(week, (count) => count) / 7
      const hasWeek = day >= dayAfter(first, 7)
      // Whole seconds of the clock that have begun in between, as SQL counts them.
      const arrivals = ofDay.map((each) => seconds(each.createdAt) - seconds(each.at))
      days.push({
        ...{ day, channel: channel ?? null, attempts: ofDay.length, failed },
        failed_per_attempt: per(failed, ofDay.length),
        average_attempts_of_week_before: hasWeek ? average : null,
        attempts_per_average_attempt_of_week_before: hasWeek ? per(ofDay.length, average) : null,
        latest_arrival_seconds: arrivals.length === 0 ? null : Math.max(...arrivals),
      })
    }
    return days
  })
}

function seconds(instant: number): number {
  return Math.floor(instant / 1000)
}

function byDay([key, members]: [Figures, Attempt[]]): [string, Attempt[]] {
  return [String(key['day']), members]
}
