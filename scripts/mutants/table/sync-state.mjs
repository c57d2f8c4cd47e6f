/** What is known of a stream: pure rooms. */
const STATE = ['test/sync/state/stream-state.test.ts', 'test/sync/state/fold.test.ts']
const PLAN = [
  'test/sync/state/plan.test.ts',
  'test/sync/state/overlap.test.ts',
  'test/sync/state/recheck.test.ts',
  'test/sync/state/recheck-due.test.ts',
]

export default [
  {
    file: 'src/sync/state/stream-state.ts',
    tests: STATE,
    mutants: [
      [
        'reading a window whole does not count for the recheck',
        'newest: later(state.newest, checkpoint.newest),\n    recheck,',
        'newest: later(state.newest, checkpoint.newest),',
      ],
      ['what was read is still to be read again', 'again: subtract(state.again, done),', ''],
      [
        'the watermark passes the newest row',
        'Math.max(since, Math.min(firstGap(read, since), newest))',
        'Math.max(since, firstGap(read, since))',
      ],
      [
        'the watermark passes what was not read',
        'Math.max(since, Math.min(firstGap(read, since), newest))',
        'Math.max(since, newest)',
      ],
      [
        'what is taken back stays read',
        'read: subtract(state.read, done), takenBack',
        'read: state.read, takenBack',
      ],
      [
        'a claim that was taken back leaves no mark',
        'takenBack: state.takenBack + 1',
        'takenBack: state.takenBack',
      ],
      [
        'looking for changes is reading',
        "if (checkpoint.pass === 'recheck') return { ...state, recheck }",
        '',
      ],
      [
        'a finished sync trusts the silence at its end',
        'until: Math.max(since, newest) })',
        'until: Infinity })',
      ],
    ],
  },
  {
    file: 'src/time/window.ts',
    tests: ['test/time/window.test.ts'],
    mutants: [
      [
        'windows that are a millisecond apart are one',
        'window.since > last.until',
        'window.since > last.until + 1',
      ],
      ['windows that touch are two', 'window.since > last.until', 'window.since >= last.until'],
      ['a window inside another ends it', 'Math.max(last.until, window.until)', 'window.until'],
      [
        'a hole is a millisecond too short',
        'Math.max(since, hole.until)',
        'Math.max(since, hole.until - 1)',
      ],
      [
        'parts of a cut do not touch',
        '{ since: middle, until: window.until }',
        '{ since: middle + 1, until: window.until }',
      ],
      [
        'a cut is exact where it is the end',
        'if (middle >= window.until)',
        'if (middle > window.until)',
      ],
    ],
  },
  {
    file: 'src/sync/state/plan.ts',
    tests: PLAN,
    mutants: [
      [
        'the silence of an empty stream is trusted',
        'Math.max(since, before.newest ?? since)',
        'Math.max(since, before.newest ?? Infinity)',
      ],
      ['silence is trusted', 'until: Math.max(since, before.newest ?? since)', 'until: Infinity'],
      [
        'what is read whole is looked through as well',
        'clip(subtract(state.recheck.left, unread), target)',
        'clip(state.recheck.left, target)',
      ],
      ['there is no overlap', 'const OVERLAP_MS = 10 * MINUTE_MS', 'const OVERLAP_MS = 0'],
      [
        'there is no lookback',
        "stream.changes === 'in place' ? lookbackMs : OVERLAP_MS",
        'OVERLAP_MS',
      ],
      [
        'a sync that was cut short never has an overlap',
        'before.unfinished !== undefined && isSoon',
        'before.unfinished !== undefined',
      ],
      [
        'a sync that goes on at once has an overlap',
        'before.unfinished !== undefined && isSoon',
        'false',
      ],
      [
        'a full refresh goes on from any state',
        "mode === 'incremental' || before?.unfinished === 'full_refresh'",
        'true',
      ],
      [
        'a full refresh never goes on',
        "mode === 'incremental' || before?.unfinished === 'full_refresh'",
        "mode === 'incremental'",
      ],
      [
        'the start date is that of the state',
        'const since = settings.startDate\n',
        'const since = before.since\n',
      ],
      [
        'the overlap is measured from the newest row, whatever failed',
        'return cameToItsEnd ? Math.min(settled, newest ?? settled) : settled',
        'return Math.min(settled, newest ?? settled)',
        { tests: [...PLAN, 'test/sync/state/late-rows.test.ts'] },
      ],
      [
        'an overlap that is planned is not settled',
        'until: Infinity }], settled: now }',
        'until: Infinity }], settled }',
      ],
      [
        'what had still to be read again is forgotten',
        'union(before.again, overlap.again)',
        'union(overlap.again)',
      ],
      [
        'an end date before what is unread ends all',
        'watermarkOf(before) >= horizon && isRead && !isPending',
        'watermarkOf(before) >= horizon',
      ],
      [
        'a recheck is due after exactly a day',
        'const RECHECK_EVERY_MS = 20 * HOUR_MS',
        'const RECHECK_EVERY_MS = 24 * HOUR_MS',
      ],
      [
        'a recheck with nothing to look at counts',
        'if (next.length === 0) return { ...recheck, left }',
        '',
      ],
      [
        'the recheck meets what changed since it began',
        'changedSince: changedSince(recheck, startDate, times)',
        'changedSince: times.now',
      ],
      [
        'a recheck goes beyond what was read',
        'subtract(intersect([range], before.read), before.again)',
        'subtract([range], before.again)',
      ],
      ['there is no recheck', "stream.changes !== 'in place' || recheckMs === 0", 'true'],
      [
        'rows at the horizon are asked for',
        'until: times.horizon }\n  const unread',
        'until: times.horizon + 1 }\n  const unread',
      ],
    ],
  },
  {
    file: 'src/sync/state/codec.ts',
    tests: [
      'test/sync/state/codec.test.ts',
      'test/sync/state/golden.test.ts',
      'test/sync/state/state-refused.test.ts',
    ],
    mutants: [
      [
        'what was learned is left out',
        '...(learned === undefined ? {} : { learned: formatLearned(learned) }),',
        '',
      ],
      ['whose a state is, is left out', '...(of === undefined ? {} : { of }),', ''],
      [
        'that rows came out of order is left out',
        '...(state.isUnordered ? { unordered: true } : {}),',
        '',
      ],
      ['what was read ahead is forgotten', ', ...windows(wire.ahead)]', ']'],
      [
        'a state that cannot be understood is none',
        "throw unusable(stream.name, faults.join('; '))",
        'return stateOf({ version: 1, watermark: formatInstant(startDate) }, stream.name, startDate)',
      ],
      [
        'an instant that cannot be read is 1970',
        'if (parsed === undefined) throw unusable(stream, `"${text}" is not an instant`)\n    return parsed',
        'return parsed ?? 0',
      ],
    ],
  },
  {
    file: 'src/sync/state/low-code-state.ts',
    tests: ['test/sync/state/low-code-state.test.ts'],
    mutants: [
      [
        'slices that do not touch the start count',
        'since <= startDate && startDate < until',
        'startDate < until',
      ],
      [
        'silence at the end of a slice is progress',
        'Math.min(until, instantOf(last) ?? until)',
        'until',
      ],
      ['seconds are milliseconds', 'value < 1e11 ? value * 1000 : value', 'value'],
    ],
  },
  {
    file: 'src/sync/state/owner.ts',
    tests: ['test/sync/state/owner.test.ts'],
    mutants: [
      [
        'the environment is no part of whose a state is',
        '`${environment} ${lenderPublicId}`',
        '`production ${lenderPublicId}`',
      ],
      ['the state of another is taken', 'before?.of !== undefined && before.of !== of', 'false'],
      [
        'a full refresh is refused for a state of another',
        "syncMode === 'incremental' && before",
        'before',
      ],
    ],
  },
  {
    file: 'src/sync/progress/position.ts',
    tests: ['test/sync/progress/position.test.ts'],
    mutants: [
      [
        'rows out of order are not noticed',
        'if (newest !== undefined && cursorValue < newest) isOrdered = false',
        '',
      ],
      [
        'rows with the same instant are out of order',
        'cursorValue < newest) isOrdered',
        'cursorValue <= newest) isOrdered',
      ],
      ['disorder takes nothing back', 'if (!isOrdered) return { ...start, newest, isOrdered }', ''],
      [
        'rows outside the window move the place',
        'cursorValue >= window.since && cursorValue < window.until',
        'cursorValue >= window.since',
      ],
      ['the place passes the last row’s own instant', 'since = newest\n', 'since = newest + 1\n'],
      [
        'keys of the page before are forgotten',
        'withKeys(isSame ? before.keysAtSince : new Set(), atSince, rows)',
        'withKeys(new Set(), atSince, rows)',
      ],
      ['keys without end are kept', '|| before.size >= KEYS_MAX', ''],
    ],
  },
  {
    file: 'src/sync/progress/tasks.ts',
    tests: ['test/sync/progress/tasks.test.ts', 'test/sync/progress/turn-round.test.ts'],
    mutants: [
      [
        'what a walk left unread comes last',
        'else this.#queue.unshift(task)',
        'else this.#queue.push(task)',
      ],
      [
        'what a walk left unread is forgotten',
        'else this.#queue.unshift(task)',
        'else this.#queue.length += 0',
      ],
      [
        'the rest of a stretch is forgotten',
        'queue.splice(index, 1, isCutFromItsEnd ? first : second)',
        'queue.splice(index, 1)',
      ],
      [
        'rechecks come first',
        "...unread.map((window) => newTask('read', window, target)),\n    ...recheck.map((window) => newTask('recheck', window, target)),",
        "...recheck.map((window) => newTask('recheck', window, target)),\n    ...unread.map((window) => newTask('read', window, target)),",
      ],
      ['a part of what was shared is not counted', 'shared: shared?.join()', 'shared'],
      [
        'the keys that were written go with each part',
        'export function freshPart({ pass, bounds, firstLook, shared }: Task, window: Window): Task {\n  return { ...FRESH, pass,',
        'export function freshPart({ pass, bounds, firstLook, shared, keysWritten }: Task, window: Window): Task {\n  return { ...FRESH, keysWritten, pass,',
      ],
      ['what is looked through counts as unread', '.filter(isUnread)\n      .reduce', '.reduce'],
      ['it never goes on from the other end', 'this.#isFromTheEnd = !this.#isFromTheEnd', ''],
      [
        'from the other end rechecks come first',
        'queue.findLastIndex(isUnread)\n    return last',
        'queue.length - 1\n    return last',
      ],
      [
        'from the other end windows are cut off the front',
        'this.#isFromTheEnd && isUnread(task) && lengthMs > windowMs',
        'false',
      ],
      [
        'a stream that has given up goes on',
        'clear(): void {\n    this.#queue = []',
        'clear(): void {\n    this.#queue.length += 0',
        { tests: ['test/sync/progress/tasks.test.ts', 'test/sync/stream-reader.test.ts'] },
      ],
      [
        'the bounds of the sync are forgotten by a part',
        'return { ...FRESH, pass, window, bounds, firstLook, shared: shared?.join() }',
        'return { ...FRESH, pass, window, bounds: ALWAYS, firstLook, shared: shared?.join() }',
        { tests: ['test/sync/progress/tasks.test.ts', 'test/sync/whole-seconds-asked.test.ts'] },
      ],
      [
        'a part of a second look is a first one',
        'return { ...FRESH, pass, window, bounds, firstLook, shared',
        'return { ...FRESH, pass, window, bounds, firstLook: undefined, shared',
        { tests: ['test/sync/progress/tasks.test.ts', 'test/sync/read-second-look.test.ts'] },
      ],
      [
        'from the end, what a walk left unread comes first',
        'this.#queue.splice(this.#queue.findLastIndex(isUnread) + 1, 0, task)',
        'this.#queue.unshift(task)',
        { tests: ['test/sync/progress/turn-round.test.ts', 'test/sync/progress/tasks.test.ts'] },
      ],
    ],
  },
  {
    file: 'src/sync/state/believed.ts',
    tests: ['test/sync/state/believed.test.ts', 'test/sync/read-future.test.ts'],
    mutants: [
      [
        'a newest row of the future is believed',
        'if (newest === undefined || newest <= latest) return state',
        'return state',
      ],
      ['a watermark of the future is changed', 'if (watermark > latest) return state\n', '\n'],
      [
        'what was read beyond the newest row counts',
        'newest: watermark > since ? watermark : undefined }',
        'newest: Math.max(watermark, latest) }',
      ],
      [
        'an empty stream has a newest row',
        'newest: watermark > since ? watermark : undefined }',
        'newest: watermark }',
      ],
      [
        'that a state was not believed is told nowhere',
        "if (mode === 'incremental' || unfinished === 'full_refresh') note(FROM_THE_FUTURE)",
        '',
      ],
      [
        'a full refresh tells of a state that it does not use',
        "if (mode === 'incremental' || unfinished === 'full_refresh') note(FROM_THE_FUTURE)",
        'note(FROM_THE_FUTURE)',
      ],
      [
        'a full refresh that goes on tells nothing',
        "if (mode === 'incremental' || unfinished === 'full_refresh') note",
        "if (mode === 'incremental') note",
      ],
      [
        'the stretch that was read last is the watermark’s',
        'read.find((window) => window.since <= since)',
        'read.findLast((window) => window.until > since)',
      ],
      [
        'a newest row at this very instant is of the future',
        'newest <= latest) return state',
        'newest < latest) return state',
      ],
    ],
  },
  {
    file: 'src/sync/progress/whole-seconds.ts',
    tests: ['test/sync/progress/whole-seconds.test.ts', 'test/sync/whole-seconds-asked.test.ts'],
    mutants: [
      [
        'windows are asked for to the millisecond',
        'return { since: secondBefore(since), until: secondAfter(until) }',
        'return { since, until }',
      ],
      [
        'a second that is too full is begun from its start each time',
        'isInsideSecond ? window.since :',
        'false ? window.since :',
      ],
      ['more than the sync is for is asked for', 'Math.max(since, bounds.since)', 'since'],
      [
        'a window is cut in the midst of a second',
        'return frontUntil > since ? frontUntil - since : lengthMs',
        'return lengthMs',
      ],
      [
        'what lies before the sync’s end is not kept to',
        'until: Math.min(until, bounds.until)',
        'until',
      ],
      [
        'a margin is on one side only',
        'return { since: since - marginMs, until: until + marginMs }',
        'return { since, until: until + marginMs }',
      ],
      [
        'a margin keeps to the sync’s bounds',
        'if (marginMs > 0) return { since: since - marginMs, until: until + marginMs }',
        'if (marginMs > 0) return { since: Math.max(since - marginMs, bounds.since), until: until + marginMs }',
      ],
      [
        'a length below a second is none',
        'return lengthMs < SECOND_MS ? lengthMs : secondBefore(lengthMs)',
        'return secondBefore(lengthMs)',
      ],
      [
        'a length is not in whole seconds',
        'return lengthMs < SECOND_MS ? lengthMs : secondBefore(lengthMs)',
        'return lengthMs',
      ],
      [
        'more is asked for than the length',
        'secondBefore(since) + secondBefore(lengthMs)',
        'secondAfter(since) + secondBefore(lengthMs)',
      ],
      [
        'from the end more is asked for than the length',
        'secondAfter(until) - secondBefore(lengthMs)',
        'secondBefore(until) - secondBefore(lengthMs)',
      ],
      [
        'from the end a window is cut in the midst of a second',
        'return restUntil < until ? restUntil - since : until - since - lengthMs',
        'return until - since - lengthMs',
      ],
    ],
  },
  {
    file: 'src/sync/progress/repeats.ts',
    tests: ['test/sync/progress/repeats.test.ts'],
    mutants: [
      ['a walk may go round for ever', 'if (repeats >= REPEATS_MAX) throw goesRound(action)', ''],
      ['one page that comes twice ends a walk', 'const REPEATS_MAX = 3', 'const REPEATS_MAX = 1'],
      [
        'only the page before is remembered',
        'if (rowsSeen.size < ROWS_MAX) rowsSeen.add(print)',
        '',
      ],
    ],
  },
  {
    file: 'src/sync/progress/rounds.ts',
    tests: ['test/sync/read-endless.test.ts', 'test/sync/progress/rounds.test.ts'],
    mutants: [
      ['new rows may come for ever', 'if (pages >= pagesMax) throw hasNoEnd(action, pages)', ''],
      ['rows in order have no end either', 'pages = !isOrdered && isAmong', 'pages = isAmong'],
      ['earlier rows are no progress', 'oldest === before.oldest && newest', 'newest'],
      ['later rows are no progress', '&& newest === before.newest', ''],
      [
        'the smallest window has no more patience than others',
        'until - since > WINDOW_MS_MIN ? PAGES_MAX : PAGES_MAX_IN_SMALLEST',
        'PAGES_MAX',
      ],
      [
        'every window has the patience of the smallest',
        'until - since > WINDOW_MS_MIN ? PAGES_MAX : PAGES_MAX_IN_SMALLEST',
        'PAGES_MAX_IN_SMALLEST',
      ],
      ['progress does not begin the count again', '? pages + 1 : 0', '? pages + 1 : pages'],
      [
        'a row without an instant is later than all',
        'cursorValues[index] ?? NaN',
        'cursorValues[index] || Infinity',
      ],
      ['it is no answer about size', 'new NoEndError(', 'new SystemError('],
    ],
  },
  {
    file: 'src/sync/progress/row-selection.ts',
    tests: ['test/sync/progress/row-selection.test.ts', 'test/sync/output/rows-to-write.test.ts'],
    mutants: [
      [
        'a change is met only where clocks agree',
        'const MARGIN_MS = 10 * MINUTE_MS',
        'const MARGIN_MS = 0',
      ],
      [
        'a row that does not say when it changed is unchanged',
        '!((changeInstants[index] ?? NaN) < instant - MARGIN_MS)',
        '(changeInstants[index] ?? NaN) >= instant - MARGIN_MS',
      ],
      ['a row without its key is written', 'if (rows.haveKeys) return', 'return'],
      [
        'rows at the place where the walk goes on come twice',
        '!(isAtSince(index) && from.keysAtSince.has(rows.key(index))) &&',
        'true &&',
      ],
      [
        'a second look writes everything again',
        'firstLook?.has(mark(rows.key(index), cursorValues[index])) !== true',
        'true',
      ],
      [
        'a row that has moved was written already',
        'return `${key} ${cursorValue}`',
        'return `${key}`',
      ],
      [
        'a row without a place is in every window',
        'return !(cursorValue >= since && cursorValue < until)',
        'return cursorValue < since || cursorValue >= until',
      ],
    ],
  },
  {
    file: 'src/sync/output/rows-to-write.ts',
    tests: ['test/sync/output/rows-to-write.test.ts'],
    mutants: [
      [
        'rows of the other half are counted',
        'return outside(rows, { since: until, until: task.window.until })',
        'return allOf(rows)',
      ],
      [
        'rows around a window are written with it',
        'return !isBefore && !(cursorValue >= window.until && cursorValue < asked.until)',
        'return true',
        {
          tests: [
            'test/sync/output/rows-to-write.test.ts',
            'test/sync/whole-seconds-asked.test.ts',
          ],
        },
      ],

      [
        'a recheck writes all rows',
        'isRecheck ? changedSince(rows, fresh, state.recheck.changedSince) : fresh',
        'fresh',
      ],
      [
        'a row that comes twice stands for one that is missing',
        'return isNew.has(key) || !keysAtSince.has(key)',
        'return true',
        {
          tests: [
            'test/sync/output/rows-to-write.test.ts',
            'test/sync/read-second-look.test.ts',
            'test/sync/read-totals.test.ts',
          ],
        },
      ],
      [
        'drift is looked for in rows that are not written',
        'if (isWritten?.has(index) !== false)',
        'if (true)',
      ],
    ],
  },
]
