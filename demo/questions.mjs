import { looks } from './terminal.mjs'

/*
 * ClearGrid publishes no list of its statuses and outcomes: these lists are ours, and this is the
 * one place to change them.
 */
const REACHED_STATUS = `lower(status) IN ('answered', 'completed', 'connected', 'delivered',
                                          'opened', 'clicked', 'read', 'replied')`
const RIGHT_PARTY = `outcome_option IN ('RPC', 'PTP', 'REFUSED', 'SETTLED', 'CALLBACK')`
const SOMEBODY = `(${RIGHT_PARTY} OR outcome_option = 'WRONG_NUMBER')`
const PROMISE = `outcome_option = 'PTP'`
/** A promise that has run its course and was not broken. One that is still active may be. */
const KEPT = `(${PROMISE} AND NOT is_active AND NOT is_ptp_broken)`

/** What ClearGrid's own pages name as the use of these datasets, as SQL over the loaded tables. */
export const questions = [
  {
    title: 'Funnel: how many of the attempts that agents log end in a kept promise?',
    columns: {
      stage: looks.text,
      attempts: looks.number,
      of_all: looks.percent,
      of_stage_before: looks.percent,
      of_all_bar: looks.bar,
    },
    sql: `
      WITH stage (place, stage, attempts) AS (
        SELECT 1, 'attempts', count(*) FROM manual_communication_logs
        UNION ALL
        SELECT 2, 'reached', count(*) FROM manual_communication_logs WHERE ${SOMEBODY}
        UNION ALL
        SELECT 3, 'right party', count(*) FROM manual_communication_logs WHERE ${RIGHT_PARTY}
        UNION ALL
        SELECT 4, 'promise to pay', count(*) FROM manual_communication_logs WHERE ${PROMISE}
        UNION ALL
        SELECT 5, 'kept so far', count(*) FROM manual_communication_logs WHERE ${KEPT}
      )
      SELECT stage, attempts,
             attempts / nullif(first_value(attempts) OVER line, 0) AS of_all,
             attempts / nullif(lag(attempts) OVER line, 0) AS of_stage_before,
             of_all AS of_all_bar
      FROM stage
      WINDOW line AS (ORDER BY place)
      ORDER BY place`,
  },
  {
    title: 'Reach by channel: how many outbound attempts reach somebody?',
    columns: {
      channel: looks.text,
      attempts: looks.number,
      last_12_months: looks.curve,
      reached: looks.number,
      of_attempts: looks.percent,
      average_call: looks.seconds,
    },
    sql: `
      WITH attempt AS (
        SELECT coalesce(communication_type, 'none') AS channel, duration,
               coalesce(${REACHED_STATUS}, false) AS has_reached,
               date_trunc('month', communicated_at) AS month
        FROM communication_logs
        WHERE lower(direction) = 'outbound'
      ), monthly AS (
        SELECT channel, month, count(*) AS tally FROM attempt GROUP BY ALL
      ), curve AS (
        SELECT channel, list(tally ORDER BY month)[-12:] AS last_12_months
        FROM monthly GROUP BY channel
      )
      SELECT channel, count(*) AS attempts, any_value(last_12_months) AS last_12_months,
             count(*) FILTER (has_reached) AS reached, reached / attempts AS of_attempts,
             avg(duration) FILTER (has_reached) AS average_call
      FROM attempt JOIN curve USING (channel)
      GROUP BY channel
      ORDER BY attempts DESC`,
  },
  {
    title: 'Delivery and bounces: which outbound threads do not arrive, and why?',
    columns: {
      platform: looks.text,
      outbound_threads: looks.number,
      delivered: looks.percent,
      read: looks.percent,
      failed: looks.percent,
      most_frequent_error: looks.text,
    },
    sql: `
      WITH thread AS (
        SELECT coalesce(platform, 'none') AS platform,
               upper(delivery_status ->> 'status') AS outcome,
               delivery_status ->> 'error_detail' AS error
        FROM conversations
        WHERE upper("type") = 'OUTBOUND'
      )
      SELECT platform, count(*) AS outbound_threads,
             count(*) FILTER (outcome IN ('DELIVERED', 'READ')) / outbound_threads AS delivered,
             count(*) FILTER (outcome = 'READ') / outbound_threads AS read,
             count(error) / outbound_threads AS failed,
             mode(error) AS most_frequent_error
      FROM thread
      GROUP BY platform
      ORDER BY outbound_threads DESC`,
  },
  {
    title: 'Outcome mix: what do agents log, and how many promises are broken by now?',
    columns: {
      outcome: looks.text,
      logged: looks.number,
      of_all_logged: looks.percent,
      share_bar: looks.bar,
      broken: looks.percent,
    },
    sql: `
      SELECT coalesce(outcome_option, 'none') AS outcome, count(*) AS logged,
             logged / sum(logged) OVER () AS of_all_logged,
             logged / max(logged) OVER () AS share_bar,
             CASE WHEN outcome = 'PTP' THEN count(*) FILTER (is_ptp_broken) / logged END AS broken
      FROM manual_communication_logs
      GROUP BY outcome
      ORDER BY logged DESC`,
  },
  {
    title: 'From first call to payment: how many calls does it take, and how long?',
    columns: {
      calls: looks.text,
      borrowers: looks.number,
      paid: looks.number,
      of_borrowers: looks.percent,
      of_borrowers_bar: looks.bar,
      average_days: looks.number,
    },
    // phone_number is documented nowhere: discovery found it.
    sql: `
      WITH called AS (
        SELECT "to" AS phone_number, count(*) AS calls, min(communicated_at) AS first_call
        FROM communication_logs
        WHERE communication_type = 'CALL' AND direction = 'outbound' GROUP BY ALL
      ), borrower AS (
        SELECT called.calls, paid_amount > 0 AS has_paid,
               date_diff('day', first_call, borrower_accounts.updated_at) AS days
        FROM called JOIN user_lender_details USING (phone_number)
        JOIN borrower_accounts USING (customer_reference_id)
      )
      SELECT CASE WHEN calls >= 5 THEN '5 or more' ELSE calls::VARCHAR END AS calls,
             count(*) AS borrowers, count(*) FILTER (has_paid) AS paid,
             paid / borrowers AS of_borrowers, of_borrowers AS of_borrowers_bar,
             coalesce(round(avg(days) FILTER (has_paid)), 0) AS average_days
      FROM borrower GROUP BY 1 ORDER BY 1`,
  },
]
