import { looks } from './terminal.mjs'

/**
 * The statuses that count as having reached somebody. ClearGrid publishes no list of its statuses,
 * so this one is ours, and this the one place to change.
 */
const REACHED = `lower(status) IN ('answered', 'completed', 'connected', 'delivered', 'opened',
                                   'clicked', 'read', 'replied')`

/** What ClearGrid's own pages name as the use of these datasets, as SQL over the loaded tables. */
export const questions = [
  {
    title: 'Attempt funnel: what becomes of an attempt?',
    columns: {
      channel: looks.text,
      direction: looks.text,
      attempts: looks.number,
      last_12_months: looks.curve,
      outcomes: looks.faint,
    },
    sql: `
      WITH attempt AS (
        SELECT coalesce(communication_type, 'none') AS channel,
               coalesce(direction, 'none') AS direction, status AS outcome,
               date_trunc('month', communicated_at) AS month
        FROM communication_logs
      ), monthly AS (
        SELECT channel, direction, month, count(*) AS tally FROM attempt GROUP BY ALL
      ), curve AS (
        SELECT channel, direction, list(tally ORDER BY month)[-12:] AS last_12_months
        FROM monthly
        GROUP BY ALL
      ), mix AS (${mixOf('attempt', 'channel, direction')})
      SELECT channel, direction, total AS attempts, last_12_months, outcomes
      FROM mix JOIN curve USING (channel, direction)
      ORDER BY attempts DESC`,
  },
  {
    title: 'Reach by channel: how often does an outbound attempt reach somebody?',
    columns: {
      channel: looks.text,
      attempts: looks.number,
      reached: looks.number,
      reach: looks.percent,
      reach_bar: looks.bar,
      average_duration: looks.seconds,
    },
    sql: `
      SELECT coalesce(communication_type, 'none') AS channel, count(*) AS attempts,
             count(*) FILTER (${REACHED}) AS reached,
             reached / attempts AS reach, reach AS reach_bar,
             avg(duration) FILTER (${REACHED}) AS average_duration
      FROM communication_logs
      WHERE lower(direction) = 'outbound'
      GROUP BY channel
      ORDER BY reach DESC`,
  },
  {
    title: 'Delivery and bounce: which messages do not arrive, and why?',
    columns: {
      platform: looks.text,
      threads: looks.number,
      failed: looks.percent,
      most_often: looks.text,
      outcomes: looks.faint,
    },
    sql: `
      WITH thread AS (
        SELECT coalesce(platform, 'none') AS platform, delivery_status ->> 'status' AS outcome,
               delivery_status ->> 'error_detail' AS error
        FROM conversations
      ), failure AS (
        SELECT platform, count(error) / count(*) AS failed, mode(error) AS most_often
        FROM thread GROUP BY platform
      ), mix AS (${mixOf('thread', 'platform')})
      SELECT platform, total AS threads, failed, most_often, outcomes
      FROM mix JOIN failure USING (platform)
      ORDER BY threads DESC`,
  },
  {
    title: 'Outcome mix: what do the agents log, and which promises break?',
    columns: {
      outcome: looks.text,
      logged: looks.number,
      share: looks.percent,
      share_bar: looks.bar,
      promises_broken: looks.percent,
    },
    sql: `
      SELECT coalesce(outcome_option, 'none') AS outcome, count(*) AS logged,
             count(*) / sum(count(*)) OVER () AS share,
             count(*) / max(count(*)) OVER () AS share_bar,
             CASE WHEN bool_or(is_ptp_broken) THEN avg(is_ptp_broken::INTEGER) END
               AS promises_broken
      FROM manual_communication_logs
      GROUP BY outcome
      ORDER BY logged DESC`,
  },
]

/** A line for each group: its rows, and its four most frequent outcomes as text. */
function mixOf(relation, group) {
  return `
        SELECT ${group}, sum(tally) AS total,
               string_agg(format('{} {:.0f}%', outcome, 100 * share), ', ' ORDER BY place)
                 FILTER (place <= 4) AS outcomes
        FROM (
          SELECT *, tally / sum(tally) OVER (PARTITION BY ${group}) AS share,
                 row_number() OVER (PARTITION BY ${group} ORDER BY tally DESC) AS place
          FROM (
            SELECT ${group}, coalesce(outcome, 'none') AS outcome, count(*) AS tally
            FROM ${relation}
            GROUP BY ALL
          )
        )
        GROUP BY ${group}`
}
