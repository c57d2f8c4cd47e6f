import { daysBetween, type LocalTime } from './local-time'
import { instantOf, textIn, type Row } from './records'
import { countOf, grouped, per, type Figures } from './tallies'

/** D23, read by our own rules for the words that the sandbox uses. */
export interface Outcome {
  readonly option: string
  readonly channel: string
  readonly source: string
  readonly isActive: boolean
  readonly isBroken: boolean
  readonly at: number
  readonly local: LocalTime
}

const UNREACHED = ['NO_ANSWER', 'BUSY']
const RIGHT_PARTY = ['RPC', 'PTP', 'REFUSED', 'SETTLED', 'CALLBACK']

export function outcomeOf(row: Row, local: (instant: number) => LocalTime): Outcome {
  const option = textIn(row, 'outcome_option') ?? ''
  if (![...UNREACHED, ...RIGHT_PARTY, 'WRONG_NUMBER'].includes(option)) {
    throw new Error(`An outcome of which nobody has told the count: ${option}`)
  }
  const at = instantOf(row['communicated_at'])
  return {
    option,
    channel: (textIn(row, 'communication_type') ?? 'none').toLowerCase(),
    source: textIn(row, 'interaction_source') ?? 'none',
    isActive: row['is_active'] === true,
    isBroken: row['is_ptp_broken'] === true,
    at,
    local: local(at),
  }
}

function stagesOf(members: readonly Outcome[]): Record<'contacts' | 'rpc' | 'ptp', number> {
  return {
    contacts: countOf(members, ({ option }) => !UNREACHED.includes(option)),
    rpc: countOf(members, ({ option }) => RIGHT_PARTY.includes(option)),
    ptp: countOf(members, ({ option }) => option === 'PTP'),
  }
}

export function outcomesByDay(outcomes: readonly Outcome[]): Figures[] {
  const keyOf = ({ local: { day }, channel }: Outcome): Figures => ({ day, channel })
  return grouped(outcomes, keyOf).map(([key, members]) => {
    const stages = stagesOf(members)
    const refusals = countOf(members, ({ option }) => option === 'REFUSED')
    return {
      ...{ ...key, outcomes: members.length, ...stages, refusals },
      contacts_per_outcome: per(stages.contacts, members.length),
      rpc_per_outcome: per(stages.rpc, members.length),
      rpc_per_contact: per(stages.rpc, stages.contacts),
      ptp_per_outcome: per(stages.ptp, members.length),
      ptp_per_rpc: per(stages.ptp, stages.rpc),
      refusals_per_outcome: per(refusals, members.length),
      refusals_per_rpc: per(refusals, stages.rpc),
    }
  })
}

export function productivity(outcomes: readonly Outcome[]): Figures[] {
  const keyOf = ({ local: { day }, source }: Outcome): Figures => ({
    day,
    interaction_source: source,
  })
  return grouped(outcomes, keyOf).map(([key, members]) => {
    const { contacts, rpc, ptp } = stagesOf(members)
    const clocks = members.map(({ at }) => Math.floor(at / 1000))
    const hours = (Math.max(...clocks) - Math.min(...clocks)) / 3600
    return {
      ...{ ...key, outcomes: members.length, contacts, rpc, ptp, active_hours: hours },
      outcomes_per_active_hour: per(members.length, hours),
      ptp_per_outcome: per(ptp, members.length),
      ptp_per_rpc: per(ptp, rpc),
    }
  })
}

const BANDS = [0, 7, 14, 30, 60, 90]

export function promises(outcomes: readonly Outcome[], today: string): Figures[] {
  const made = outcomes.filter(({ option }) => option === 'PTP')
  const keyOf = ({ local: { day, month } }: Outcome): Figures => {
    const from = BANDS.findLast((band) => band <= daysBetween(day, today)) ?? 0
    const next = BANDS[BANDS.indexOf(from) + 1]
    const age_band = next === undefined ? `${from}+` : `${from}-${next - 1}`
    return { made_month: month, age_band, age_days_from: from }
  }
  return grouped(made, keyOf).map(([key, members]) => {
    const broken = countOf(members, ({ isBroken }) => isBroken)
    const open = countOf(members, ({ isBroken, isActive }) => isActive && !isBroken)
    const closed = members.length - broken - open
    return {
      ...{ ...key, promises: members.length, broken, still_open: open, closed_unbroken: closed },
      broken_per_promise: per(broken, members.length),
      still_open_per_promise: per(open, members.length),
      closed_unbroken_per_promise: per(closed, members.length),
    }
  })
}
