import type { Attempt } from './count-attempts'
import { countOf, differentOf, grouped, per, sumOf, type Figures } from './tallies'

const DAY_MS = 86_400_000

type Outbound = Attempt & { readonly person: string }

/** In the order in which they were made. */
function outboundOf(attempts: readonly Attempt[]): Outbound[] {
  return attempts
    .filter((each): each is Outbound => each.direction === 'outbound' && each.person !== null)
    .sort((one, other) => one.at - other.at)
}

export function contactCohorts(attempts: readonly Attempt[], asOf: number): Figures[] {
  const people = grouped(outboundOf(attempts), ({ person }) => ({ person })).map(([, made]) => {
    const [first] = made
    if (first === undefined) throw new Error('A group is never empty.')
    const reachedAt = made.find(({ isReached }) => isReached)?.at ?? Infinity
    const inWeek = countOf(made, ({ at }) => at < first.at + 7 * DAY_MS)
    return { first, reachedAt, inWeek, cohort_month: first.local.month }
  })
  return grouped(people, ({ cohort_month }) => ({ cohort_month })).map(([key, members]) => {
    const spans = [1, 3, 7, 30].map((days) => {
      const observed = members.filter(({ first }) => first.at + days * DAY_MS <= asOf)
      const reached = countOf(observed, (one) => one.reachedAt < one.first.at + days * DAY_MS)
      return {
        [`people_observed_${days}_days`]: observed.length,
        [`reached_within_${days}_days`]: reached,
        [`reached_within_${days}_days_per_person_observed`]: per(reached, observed.length),
      }
    })
    const week = members.filter(({ first }) => first.at + 7 * DAY_MS <= asOf)
    const inWeek = sumOf(week, (one) => one.inWeek)
    return {
      ...key,
      people: members.length,
      ...Object.assign({}, ...spans),
      attempts_within_7_days_per_person_observed: per(inWeek, week.length),
    } as Figures
  })
}

/** By looking back from each attempt, which is not how the mart does it. */
export function contactFrequency(
  attempts: readonly Attempt[],
  limit: number,
  windowDays: number,
): Figures[] {
  const outbound = outboundOf(attempts)
  const scopes = ['all', ...new Set(outbound.map(({ channel }) => channel))]
  return scopes.flatMap((scope) => {
    const inScope = outbound.filter(({ channel }) => scope === 'all' || channel === scope)
    const windows = grouped(inScope, ({ person }) => ({ person })).flatMap(([, made]) =>
      made.map((one, index) => ({
        person: one.person,
        day: one.local.day,
        inWindow: countOf(made.slice(0, index + 1), ({ at }) => at > one.at - windowDays * DAY_MS),
      })),
    )
    return grouped(windows, ({ day }) => ({ day })).map(([key, members]) => {
      const over = members.filter(({ inWindow }) => inWindow > limit)
      const people = differentOf(members, ({ person }) => person)
      const peopleOver = differentOf(over, ({ person }) => person)
      return {
        ...{ ...key, scope, window_days: windowDays, attempts_limit: limit },
        ...{ attempts: members.length, attempts_over_limit: over.length },
        ...{ people, people_over_limit: peopleOver },
        most_attempts_to_one_person: Math.max(...members.map(({ inWindow }) => inWindow)),
        attempts_over_limit_per_attempt: per(over.length, members.length),
        people_over_limit_per_person: per(peopleOver, people),
      }
    })
  })
}
