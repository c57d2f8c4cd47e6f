import { day, mart, number, orNull, text, type RowOf } from './columns'

/** What the page reads: the marts of dbt/, by the columns that its figures need. */
export const MARTS = {
  attemptFunnel: mart('attempt_funnel', {
    month: day,
    channel: text,
    direction: text,
    attempts: number,
    failed: number,
    reached: number,
    contacts: number,
    talks: number,
  }),
  outcomesByDay: mart('outcomes_by_day', {
    day,
    channel: text,
    outcomes: number,
    contacts: number,
    rpc: number,
    ptp: number,
    refusals: number,
  }),
  bestTimeToCall: mart('best_time_to_call', {
    weekday: number,
    weekday_name: text,
    hour: number,
    attempts: number,
    contacts: number,
    contacts_per_attempt: orNull(number),
  }),
  contactCohorts: mart('contact_cohorts', {
    cohort_month: day,
    people: number,
    people_observed_1_days: number,
    reached_within_1_days: number,
    people_observed_3_days: number,
    reached_within_3_days: number,
    people_observed_7_days: number,
    reached_within_7_days: number,
    people_observed_30_days: number,
    reached_within_30_days: number,
  }),
  promises: mart('promises', {
    made_month: day,
    age_band: text,
    age_days_from: number,
    promises: number,
    broken: number,
    still_open: number,
    closed_unbroken: number,
  }),
  channelMix: mart('channel_mix', {
    month: day,
    channel: text,
    attempts: number,
    attempts_per_attempt_of_all_channels: orNull(number),
    contacts: number,
  }),
  contactFrequency: mart('contact_frequency', {
    day,
    scope: text,
    window_days: number,
    attempts_limit: number,
    attempts: number,
    attempts_over_limit: number,
    people: number,
    people_over_limit: number,
    most_attempts_to_one_person: number,
  }),
  deliveryHealth: mart('delivery_health', {
    month: day,
    platform: text,
    threads_sent: number,
    delivered: number,
    failed: number,
    pending: number,
  }),
  deliveryFailures: mart('delivery_failures', {
    platform: text,
    error_detail: text,
    threads: number,
  }),
  engagement: mart('engagement', {
    month: day,
    platform: text,
    threads_read: number,
  }),
  promiseToPayment: mart('promise_to_payment', {
    promise_state: text,
    customers: number,
    customers_who_paid: number,
    customers_paid_in_full: number,
  }),
  completeness: mart('completeness', {
    stream: text,
    day,
    row_count: number,
    repeated_keys: number,
    cleargrid_row_count: orNull(number),
  }),
} as const

/** All that the figures are made of. */
export type Marts = {
  readonly [Name in keyof typeof MARTS]: readonly RowOf<(typeof MARTS)[Name]>[]
}
