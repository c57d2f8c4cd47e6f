/** Seeds that once failed, with what they found in 0.1.0; they are kept for ever. */
export const KEPT_SEEDS: readonly (readonly [number, string])[] = [
  [24, 'E1: a row five days late, after a kill and a reader that left'],
  [95, 'E1: an outage, and a full refresh that went on without an overlap'],
  [9, 'E2: rows of descending pages that no later sync asked for'],
  [191, 'E3: a window that meta says was read only in part is claimed as read'],
  [15, 'E4: a start date moved earlier, with an end date before what had been read'],
  [12, 'E5: thirty requests for each one that was needed, where the page size was to blame'],
  [78, 'E5: thirty thousand requests in a sync that does not end'],
  [188, 'two equal STATEs, while what was learned went to and fro'],
  [44, 'E6: a third of all requests refused, two syncs after the limit was met'],
  [254, 'E7: twelve hours without a word, because ClearGrid asked for it'],
  [14, 'E8: connections refused for some seconds, and the sync given up'],
  [28, 'E13: a recheck that was due and did not come'],
  [13, 'E18: edits lost without a word by a clock that was ahead, with no other to go by'],
  [111, 'E14: one window that was refused kept the rows of all others out'],
  [10, 'E15: rows written again by a second look'],
  [127, 'E19: escapes in the envelope, and values that were parsed and written anew'],
]
