-- Contact by cohort: of the people first tried in a month, how many were reached within a week of
-- that, and after how many attempts on average? A person is an address: "to" of outbound attempts.
WITH attempt AS (
  SELECT
    "to" AS person,
    communicated_at,
    upper(status) IN ('ANSWERED', 'DELIVERED', 'READ', 'COMPLETED', 'CONNECTED') AS has_reached
  FROM communication_logs
  WHERE lower(direction) = 'outbound' AND "to" IS NOT NULL
), person AS (
  SELECT person, min(communicated_at) AS first_tried FROM attempt GROUP BY person
), reached AS (
  SELECT
    person.person,
    person.first_tried,
    count(*) AS attempts,
    max(CASE WHEN has_reached THEN 1 ELSE 0 END) AS was_reached
  FROM person
  JOIN attempt ON attempt.person = person.person
    AND attempt.communicated_at < person.first_tried + INTERVAL '7 days'
  GROUP BY 1, 2
)
SELECT
  date_trunc('month', first_tried) AS cohort,
  count(*) AS people,
  sum(was_reached) AS reached_within_a_week,
  round(sum(was_reached) * 1.0 / count(*), 4) AS reach_rate,
  round(cast(avg(attempts) AS numeric), 2) AS attempts_in_that_week
FROM reached
GROUP BY 1
ORDER BY 1
