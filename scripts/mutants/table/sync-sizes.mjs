/** How much is asked for at once, counts, and what is left of a walk that failed. */
const SIZES = [
  'test/sync/progress/too-much.test.ts',
  'test/sync/progress/request-size.test.ts',
  'test/sync/progress/gauge.test.ts',
  'test/sync/progress/request-size-shapes.test.ts',
]

export default [
  {
    file: 'src/sync/progress/request-size.ts',
    tests: SIZES,
    mutants: [
      [
        'what was learned is forgotten when one of two is as set',
        'window.proved >= sizeMax.windowMs && page.proved >= sizeMax.pageSize',
        'window.proved >= sizeMax.windowMs || page.proved >= sizeMax.pageSize',
      ],
      [
        'nothing is learned',
        'if (window.proved >= sizeMax.windowMs',
        'if (true || window.proved >= sizeMax.windowMs',
      ],
      [
        'the size that failed is not remembered',
        '...(page.failed === Infinity ? {} : { pageSizeFailed: page.failed }),',
        '',
      ],
      [
        'even the smallest request is about size',
        'return windowMs <= windowLimits(sizeMax).floor && pageSize <= pageLimits(sizeMax).floor',
        'return false',
        { tests: ['test/sync/ask.test.ts', 'test/sync/read-set-aside.test.ts', ...SIZES] },
      ],
    ],
  },
  {
    file: 'src/sync/progress/too-much.ts',
    tests: SIZES,
    mutants: [
      [
        'what others had asked for meanwhile teaches',
        "if (asked.role !== 'probe' && (isOld || size.search !== undefined)) return size",
        '',
      ],
      [
        'where nothing helps the smallest size stays',
        '{ ...size, ...size.search.before, search: undefined }',
        '{ ...size, search: undefined }',
      ],
      [
        'the window is always to blame',
        "return isFirstPage ? 'window' : 'page'",
        "return 'window'",
      ],
      [
        'an outage of quick 504s is about size',
        'const isDoubted = quick === QUICK_MAX',
        'const isDoubted = false',
      ],
    ],
  },
  {
    file: 'src/sync/progress/answered.ts',
    tests: SIZES,
    mutants: [
      [
        'a short window teaches too',
        "if (role !== 'usual' || windowMs < window.proved) return window",
        '',
      ],
      [
        'an outage teaches',
        'if (wasRepeated) return { ...size, ...before, search: undefined }',
        '',
      ],
      [
        'what was not to blame stays small',
        '? { ...ended, shortSearches, page: before.page }',
        '? { ...ended, shortSearches }',
      ],
    ],
  },
  {
    file: 'src/sync/progress/gauge.ts',
    tests: ['test/sync/progress/gauge.test.ts'],
    mutants: [
      [
        'what failed is asked for again',
        'return Math.min(most, next, failed)',
        'return Math.min(most, next)',
      ],
      [
        'growth knows no caution',
        'if (next > failed * SAFE_SHARE && successes < caution) return undefined',
        '',
      ],
      [
        'a setting that was made smaller does not win',
        'Math.min(most, Math.max(floor, proved))',
        'Math.max(floor, proved)',
      ],
    ],
  },
  {
    file: 'src/sync/progress/next-request.ts',
    tests: [...SIZES, 'test/sync/ask.test.ts'],
    mutants: [
      ['several walks probe at once', 'return search?.isProbing !== true', 'return true'],
      [
        'several walks try something larger',
        'const trial = size.windowTrial ? undefined : nextTrial',
        'const trial = nextTrial',
      ],
      [
        'a trial that is over keeps others from trying',
        "if (role === 'trial') return { ...size, windowTrial: false }",
        '',
      ],
      [
        'a probe that is over keeps others from beginning',
        'return { ...size, search: { ...size.search, isProbing: false } }',
        'return size',
      ],
    ],
  },
  {
    file: 'src/sync/progress/counting.ts',
    tests: ['test/sync/progress/counting.test.ts'],
    mutants: [
      ['suspend does nothing', 'windowsWithout = Math.max(1, windowsWithout)', ''],
      [
        'windows without counting never end',
        'windowsWithout = Math.max(0, windowsWithout - 1)',
        '',
      ],
      [
        'a count that is too slow is asked for for ever',
        'failures === 1 ? WINDOWS_WITHOUT : Infinity',
        'WINDOWS_WITHOUT',
      ],
      [
        'counts that never fit are asked for for ever',
        'if (useless >= USELESS_MAX) windowsWithout = Infinity',
        '',
      ],
    ],
  },
  {
    file: 'src/sync/ask.ts',
    tests: ['test/sync/ask.test.ts', 'test/sync/read-totals.test.ts'],
    mutants: [
      ['rechecks ask for totals', "walk.task.pass === 'read' && ", ''],
      ['every page asks for a total', 'pageCursor === undefined && walk.task', 'walk.task'],
      ['a probe asks for a count', " && walk.role === 'usual'\n", '\n'],
      ['timeouts are not counted', 'stats.timeout()', ''],
      [
        'a body that is too large is the window’s fault',
        "kind === 'too-large' ? 'page' : undefined",
        'undefined',
      ],
      [
        'nothing is learned of timeouts',
        'size.current = tooMuch(size.current, asked, tookMs, blamed)',
        '',
      ],
    ],
  },
  {
    file: 'src/sync/progress/left-over.ts',
    tests: ['test/sync/progress/left-over.test.ts'],
    mutants: [
      ['restarts without bound', ' && left.restarts < RESTARTS_MAX', ''],
      [
        'timeouts in one place without bound',
        'return left.timeouts < TIMEOUTS_MAX ? {',
        'return true ? {',
      ],
      [
        'what was walked is walked again',
        'window: { since: position.since, until: walk.until }',
        'window: { since: walk.since, until: walk.until }',
      ],
      [
        'what was handed over is walked twice',
        'window: { since: position.since, until: walk.until }',
        'window: { since: position.since, until: task.window.until }',
      ],
      [
        'rows at the place where it goes on come twice',
        'keysWritten: position.keysAtSince',
        'keysWritten: new Set()',
      ],
      ['its part in a count is forgotten', 'shared: walk.shared', 'shared: undefined'],
      [
        'getting further does not begin the count of restarts again',
        'restarts: hasAdvanced ? 0 : task.restarts',
        'restarts: task.restarts',
      ],
      [
        'a second look that failed becomes a first one',
        '    ...task,\n    window',
        '    ...task,\n    firstLook: undefined,\n    window',
        { tests: ['test/sync/progress/left-over.test.ts', 'test/sync/read-second-look.test.ts'] },
      ],
    ],
  },
  {
    file: 'src/sync/progress/failures.ts',
    tests: ['test/sync/progress/failures.test.ts'],
    mutants: [
      ['it never turns round', 'inARow > 0 && inARow % TURN_AFTER === 0', 'false'],
      ['success does not begin the count again', 'inARow = 0\n    },', '},'],
    ],
  },
  {
    file: 'src/sync/progress/row-estimate.ts',
    tests: ['test/sync/progress/row-estimate.test.ts'],
    mutants: [
      ['every estimate is news', 'Math.abs(estimate - lastEmitted) * 20 > lastEmitted', 'true'],
      [
        'a count of an open window is ignored',
        'Math.max(rowsReceived, rowsExpected ?? 0)',
        'rowsReceived',
      ],
    ],
  },
  {
    file: 'src/sync/progress/shared-count.ts',
    tests: ['test/sync/progress/shared-count.test.ts', 'test/sync/verdict.test.ts'],
    mutants: [
      [
        'rows without end are kept of what is shared',
        'rowsReceived > KEPT_MAX ? [] : [...kept, ...more]',
        '[...kept, ...more]',
      ],
      ['a part that failed spoils nothing', 'isSpoilt = true', ''],
      ['one part that is done is all', 'return parts === 0', 'return true'],
    ],
  },
  {
    file: 'src/sync/verdict.ts',
    tests: ['test/sync/verdict.test.ts'],
    mutants: [
      ['there is no second look', 'if (walk.task.firstLook === undefined) {', 'if (false) {'],
      ['second looks without end', 'if (walk.task.firstLook === undefined) {', 'if (true) {'],
      ['a window that is short stays claimed', "take({ pass: 'taken back', window })", ''],
      [
        'what failed of a shared window stays claimed',
        "if (walk.shared !== undefined) context.take({ pass: 'taken back', window: walk.shared.window })",
        '',
      ],
      [
        'a row too many hides one that is missing',
        'if (rowsReceived >= rowsExpected) return',
        'if (rowsReceived + 1 >= rowsExpected) return',
      ],
    ],
  },
  {
    file: 'src/sync/progress/walk.ts',
    tests: ['test/sync/progress/walk.test.ts'],
    mutants: [
      [
        'only the last page is known to the second look',
        '[...walk.kept, keepRows(rows, own)]',
        '[keepRows(rows, own)]',
      ],
      [
        'a walk whose last page is here is still shared',
        'if (isEnding || !position.isOrdered',
        'if (!position.isOrdered',
      ],
      ['a walk out of order is shared', '!position.isOrdered || behindMs <= 0', 'behindMs <= 0'],
      [
        'rows without end are kept for a second look',
        'mayBeShort && walk.rowsReceived <= KEPT_MAX',
        'mayBeShort',
      ],
      ['a walk that was shared reads the other half as well', 'walk.until = middle\n', ''],
      [
        'the other half begins too late',
        'const window = { since: middle, until: walk.until }',
        'const window = { since: middle + 1, until: walk.until }',
      ],
      ['a count of the whole is held against a part', 'walk.rowsExpected = undefined\n', ''],
      ['a walk is shared without a count', 'if (!canProve || task', 'if (task'],
      [
        'a second look is shared',
        ' || task.firstLook !== undefined) return undefined',
        ') return undefined',
      ],
      [
        'a walk ends before its end',
        '(lastInstant ?? -Infinity) >= walk.until',
        '(lastInstant ?? -Infinity) >= walk.until - 60_000',
      ],
      ['a count that is not exact is compared', 'total?.exact === true ?', 'total !== undefined ?'],
    ],
  },
  {
    file: 'src/sync/echo.ts',
    tests: ['test/sync/echo.test.ts'],
    mutants: [
      [
        'what was not read at the beginning is forgotten',
        'if (since > window.since) {',
        'if (false) {',
      ],
      [
        'a beginning that is later by less than a second is no difference',
        'since: since > asked.since ?',
        'since: since > asked.since + 999 ?',
      ],
      [
        'an end that is written as the last instant is a difference',
        'const INCLUSIVE_MS = 1',
        'const INCLUSIVE_MS = 0',
      ],
      ['less than a second is a length of windows', 'if (!isLength) return', ''],
      [
        'of less than a second no more is asked for than was left',
        'marginMs: isShort ? SECOND_MS : 0',
        'marginMs: 0',
        { tests: ['test/sync/read-echo.test.ts'] },
      ],
    ],
  },
]
