import type { Marts } from '../../../page/marts/marts'

const CHANNELS = { call: 500, sms: 300, whatsapp: 150, email: 50 }

/** Two years of marts, made by arithmetic: every number can be worked out by hand. */
export function someMarts(): Marts {
  const months = Array.from({ length: 24 }, (_, at) =>
    new Date(Date.UTC(2024, 10 + at, 1)).toISOString().slice(0, 10),
  )
  const days = Array.from({ length: 70 }, (_, at) =>
    new Date(Date.UTC(2026, 8, 1 + at)).toISOString().slice(0, 10),
  )
  return {
    attemptFunnel: months.flatMap((month) =>
      Object.entries(CHANNELS).map(([channel, attempts]) => ({
        ...{ month, channel, direction: 'outbound', attempts, failed: attempts / 10 },
        ...{ reached: attempts / 2, contacts: attempts / 5, talks: attempts / 10 },
      })),
    ),
    outcomesByDay: days.map((day) => ({
      ...{ day, channel: 'call', outcomes: 100, contacts: 60 },
      ...{ rpc: 40, ptp: 10, refusals: 5 },
    })),
    bestTimeToCall: heat(),
    contactCohorts: months.map((cohort_month, at) => ({
      ...{ cohort_month, people: 100 },
      ...{ people_observed_1_days: 100, reached_within_1_days: 20 + at },
      ...{ people_observed_3_days: 100, reached_within_3_days: 30 + at },
      ...{ people_observed_7_days: 100, reached_within_7_days: 40 + at },
      people_observed_30_days: at === 23 ? 0 : 100,
      reached_within_30_days: at === 23 ? 0 : 50 + at,
    })),
    promises: [0, 7, 14, 30, 60, 90].map((age_days_from, at) => ({
      ...{ made_month: '2026-09-01', age_days_from },
      age_band: ['0-6', '7-13', '14-29', '30-59', '60-89', '90+'][at] ?? '',
      ...{ promises: 100, broken: 10 * at, still_open: 60 - 12 * at, closed_unbroken: 40 + 2 * at },
    })),
    channelMix: months.flatMap((month) =>
      Object.entries(CHANNELS).map(([channel, attempts]) => ({
        ...{ month, channel, attempts, contacts: attempts / 5 },
        attempts_per_attempt_of_all_channels: attempts / 1000,
      })),
    ),
    contactFrequency: days.map((day, at) => ({
      ...{ day, scope: 'all', window_days: 7, attempts_limit: 7, attempts: 50, people: 40 },
      ...{ attempts_over_limit: at === 30 ? 3 : 0, people_over_limit: at === 30 ? 1 : 0 },
      most_attempts_to_one_person: at === 30 ? 9 : 1 + (at % 6),
    })),
    deliveryHealth: ['WHATSAPP', 'SMS', 'EMAIL'].map((platform) => ({
      ...{ month: '2026-10-01', platform, threads_sent: 1000, delivered: 930 },
      ...{ failed: 50, pending: 20 },
    })),
    engagement: ['WHATSAPP', 'SMS', 'EMAIL'].map((platform, at) => ({
      ...{ month: '2026-10-01', platform, threads_read: 300 * at },
    })),
    promiseToPayment: ['broken', 'overdue', 'open', 'right_party_reached', 'none'].map(
      (promise_state, at) => ({
        ...{ promise_state, customers: 100, customers_who_paid: 60 - 10 * at },
        customers_paid_in_full: 10,
      }),
    ),
    deliveryFailures: [
      { platform: 'SMS', error_detail: 'Absent subscriber', threads: 30 },
      { platform: 'SMS', error_detail: 'No route to +966500000001', threads: 90 },
    ],
    completeness: days.slice(-28).flatMap((day) =>
      ['communication_logs', 'conversations'].map((stream) => ({
        ...{ stream, day, row_count: 100, repeated_keys: 0, cleargrid_row_count: null },
      })),
    ),
  }
}

function heat(): Marts['bestTimeToCall'] {
  const names = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
  return names.flatMap((weekday_name, weekday) =>
    Array.from({ length: 12 }, (_, at) => {
      const attempts = weekday === 4 ? 10 : 100
      const contacts = Math.round((attempts * (10 + 3 * at + weekday)) / 100)
      return {
        ...{ weekday: weekday + 1, weekday_name, hour: 8 + at, attempts, contacts },
        contacts_per_attempt: contacts / attempts,
      }
    }),
  )
}
