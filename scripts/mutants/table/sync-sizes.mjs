/** How much is asked for at once, counts, and what is left of a walk that failed. */
const SIZES = [
  'test/sync/progress/size-rules.test.ts',
  'test/sync/progress/too-much.test.ts',
  'test/sync/progress/request-size.test.ts',
  'test/sync/progress/gauge.test.ts',
  'test/sync/progress/request-size-shapes.test.ts',
]
const LEFT = ['test/sync/progress/left-over.test.ts']
const ECHO = ['test/sync/echo.test.ts']

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
      [
        'a page that was tried in vain is tried again at once',
        'page: trialFailed(size.page, asked.pageSize) }',
        'page: size.page }',
      ],
      [
        'a window that was tried in vain is tried again at once',
        'window: trialFailed(size.window, asked.windowMs) }',
        'window: size.window }',
      ],
      [
        'a later page is the fault of the window that is tried',
        "asked.role === 'trial' && (asked.isFirstPage || blamed === 'window')",
        "asked.role === 'trial'",
      ],
      [
        'years before ClearGrid are asked for at once again',
        "if (asked.role === 'vast') return { ...size, mayBeVast: false }",
        "if (asked.role === 'vast') return size",
      ],
      [
        'sizes fall to a quarter after quick answers',
        'const by = isQuick ? 2 : SLOW_DIVISOR',
        'const by = SLOW_DIVISOR',
      ],
      [
        'sizes fall to half after slow answers',
        'const by = isQuick ? 2 : SLOW_DIVISOR',
        'const by = 2',
      ],
      [
        'slow answers in between leave an outage one',
        'const quick = isQuick ? search.quick + 1 : 0',
        'const quick = isQuick ? search.quick + 1 : search.quick',
      ],
      ['the count is never doubted', "if (isCountDoubted) return 'count'", ''],
      [
        'timeouts by chance make requests smaller',
        "return isFickle(size) ? 'nothing' : undefined",
        'return undefined',
      ],
      [
        'every timeout is by chance',
        "return isFickle(size) ? 'nothing' : undefined",
        "return 'nothing'",
      ],
      [
        'where one cannot be made smaller, the other is not',
        "if (windowMs <= windowLimits(sizeMax).floor) return 'page'",
        '',
      ],
      [
        'a page at its floor is made smaller',
        "if (pageSize <= pageLimits(sizeMax).floor) return 'window'",
        '',
      ],
      [
        'the same is blamed again and again',
        "if (last === 'window') return 'page'\n  if (last === 'page') return 'window'",
        '',
      ],
      [
        'what meta says shrinks windows below their floor',
        'Math.max(windowLimits(size.sizeMax).floor, wholeSeconds(served))',
        'wholeSeconds(served)',
      ],
      [
        'what meta says makes windows longer',
        'if (windowMs >= size.window.proved) return size',
        '',
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
      [
        'a page that was lost keeps others from trying',
        'return isPageTrial ? { ...size, pageTrial: false } : size',
        'return size',
      ],
      [
        'a page that was tried and came proves nothing',
        'page: trialSucceeded(size.page, asked.pageSize) }',
        'page: size.page }',
      ],
      ['a shorter page proves as much', 'if (asked.pageSize < size.page.proved) return size', ''],
      [
        'an answer to a doubted search ends it',
        'if (search.isDoubted) return { ...size, search: { ...search, isDoubted: false } }',
        '',
      ],
      [
        'a count that was dropped made the window smaller',
        "if (last === 'count') return ended",
        '',
      ],
      [
        'chance is remembered',
        "if (last === 'nothing') return { ...ended, window: forgotten(window), page: forgotten(page) }",
        "if (last === 'nothing') return ended",
      ],
      [
        'every search is a short one',
        'steps <= 1 ? size.shortSearches + 1 : 0',
        'size.shortSearches + 1',
      ],
      [
        'quiet times are forgotten',
        'quietMs: size.quietMs + read.windowMs',
        'quietMs: 0',
        { tests: [...SIZES, 'test/sync/read-quiet-years.test.ts'] },
      ],
      [
        'rows do not end quiet times',
        ', quietMs: 0 }',
        ' }',
        { tests: [...SIZES, 'test/sync/read-quiet-years.test.ts'] },
      ],
      [
        'where rows are, windows stay longer than the setting',
        'proved: Math.min(window.proved, sizeMax.windowMs)',
        'proved: window.proved',
        { tests: [...SIZES, 'test/sync/read-quiet-years.test.ts'] },
      ],
      [
        'a window that was tried proves nothing',
        "if (role === 'trial') return trialSucceeded(window, windowMs)",
        "if (role === 'trial') return window",
      ],
      ['a window of one page counts as any other', 'pages <= 1 ? LIGHT_WEIGHT : 1', '1'],
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
      [
        'a doubted search asks for the window as it is',
        'search.isDoubted ? windowLimits(sizeMax).floor : window.proved',
        'window.proved',
      ],
      [
        'quiet years change nothing',
        'return quietMs < QUIET_MS ? sizeMax.windowMs : Math.max(sizeMax.windowMs, QUIET_WINDOW_MS)',
        'return sizeMax.windowMs',
        { tests: [...SIZES, 'test/sync/read-quiet-years.test.ts'] },
      ],
      [
        'years before ClearGrid are walked window by window',
        'if (size.mayBeVast && LONG_AGO - since > sizeMax.windowMs) {',
        'if (false) {',
        { tests: [...SIZES, 'test/sync/read-quiet-years.test.ts'] },
      ],
      [
        'a trial is longer than what is left',
        'trial !== undefined && trial <= leftMs',
        'trial !== undefined',
      ],
      [
        'a request in mid-walk is given up though it may be asked again',
        'if (isSame && !search.isProbing) return true',
        '',
        { tests: [...SIZES, 'test/sync/ask.test.ts', 'test/sync/ask-again.test.ts'] },
      ],
      [
        'the first page is asked for again here',
        'return !asked.isFirstPage && page.proved < asked.pageSize',
        'return page.proved < asked.pageSize',
        { tests: [...SIZES, 'test/sync/ask.test.ts', 'test/sync/ask-again.test.ts'] },
      ],
      [
        'two walks probe',
        'if (search === undefined || search.isProbing) return { size, role }',
        'if (search === undefined) return { size, role }',
        { tests: [...SIZES, 'test/sync/ask.test.ts', 'test/sync/ask-again.test.ts'] },
      ],
      [
        'a doubted search asks for the page as it is',
        "if (search?.isDoubted === true && role === 'probe') {",
        'if (false) {',
      ],
      [
        'larger pages are tried while a search is on',
        "search === undefined && !size.pageTrial && role === 'usual'",
        "!size.pageTrial && role === 'usual'",
      ],
      [
        'several pages are tried at once',
        "search === undefined && !size.pageTrial && role === 'usual'",
        "search === undefined && role === 'usual'",
      ],
      [
        'a window and a page are tried at once',
        "search === undefined && !size.pageTrial && role === 'usual'",
        'search === undefined && !size.pageTrial',
      ],
      [
        'a window that is tried ends in the midst of a second',
        'windowMs: wholeSeconds(trial)',
        'windowMs: trial',
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
      ['a count that came proves nothing', 'else if (total !== undefined) hasProved = true', ''],
      [
        'a count that timed out proves counting',
        "if (total?.note === 'timeout') tookTooLong()\n      else if",
        'if',
      ],
      [
        'a count that was too slow stays proved',
        'hasProved = false\n    windowsWithout',
        'windowsWithout',
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
        'progress.size = tooMuch(progress.size, asked, tookMs, blamed)',
        '',
      ],
      [
        'a page cursor that is lost is asked for in pages of the same size',
        'begun.pageSize - (restarts % PAGE_SIZES)',
        'begun.pageSize',
        { tests: ['test/sync/ask.test.ts', 'test/sync/ask-again.test.ts'] },
      ],
      [
        'a page may be of no row',
        'Math.max(1, begun.pageSize - (restarts % PAGE_SIZES))',
        'begun.pageSize - (restarts % PAGE_SIZES)',
        { tests: ['test/sync/ask.test.ts', 'test/sync/ask-again.test.ts'] },
      ],
      [
        'whatever fails is an answer about size',
        "if (!(thrown instanceof ClientFailure) || thrown.facts.kind !== 'too-much-asked') throw thrown",
        "if (!(thrown instanceof ClientFailure) || !('exchange' in thrown.facts)) throw thrown",
        { tests: ['test/sync/ask.test.ts', 'test/sync/ask-again.test.ts'] },
      ],
      [
        'a page that is lost keeps others from trying',
        'progress.size = pageLost(progress.size, asked)',
        '',
        { tests: ['test/sync/ask.test.ts', 'test/sync/ask-again.test.ts'] },
      ],
      [
        'a count that was too much is asked for in the next window',
        'if (includeTotal && !asked.isPageTrial) progress.counting.suspend()',
        '',
        {
          tests: [
            'test/sync/ask.test.ts',
            'test/sync/read-totals.test.ts',
            'test/sync/ask-again.test.ts',
          ],
        },
      ],
      [
        'a page size that is tried is the count’s fault',
        'if (includeTotal && !asked.isPageTrial) progress.counting.suspend()',
        'if (includeTotal) progress.counting.suspend()',
        {
          tests: [
            'test/sync/ask.test.ts',
            'test/sync/read-totals.test.ts',
            'test/sync/ask-again.test.ts',
          ],
        },
      ],
      [
        'a count that was to blame is asked for again',
        "if (search?.last === 'count') progress.counting.tookTooLong()",
        '',
        {
          tests: [
            'test/sync/ask.test.ts',
            'test/sync/read-totals.test.ts',
            'test/sync/ask-again.test.ts',
          ],
        },
      ],
      [
        'a page in mid-walk is given up at once',
        'if (!mayAskHere(progress.size, asked)) throw thrown',
        'throw thrown',
        { tests: ['test/sync/ask.test.ts', 'test/sync/ask-again.test.ts'] },
      ],
      [
        'who goes on here is no probe',
        'walk.role = begun.role',
        '',
        { tests: ['test/sync/ask.test.ts', 'test/sync/ask-again.test.ts'] },
      ],
      [
        'a probe whose search is over is one for ever',
        "walk.role = 'usual'\n",
        '\n',
        {
          tests: [
            'test/sync/ask.test.ts',
            'test/sync/ask-again.test.ts',
            'test/sync/read-totals.test.ts',
          ],
        },
      ],
      [
        'the smallest request is an answer about size',
        "timeoutsAre: isLeast ? 'trouble' : 'size'",
        "timeoutsAre: 'size'",
        {
          tests: [
            'test/sync/ask.test.ts',
            'test/sync/ask-again.test.ts',
            'test/sync/read-set-aside.test.ts',
          ],
        },
      ],
      [
        'an outage teaches the smallest size',
        'return { page, wasRepeated: isLeast && wasRepeated }',
        'return { page, wasRepeated: false }',
        { tests: ['test/sync/ask.test.ts', 'test/sync/ask-again.test.ts'] },
      ],
      [
        'a retry at any size is an outage',
        'return { page, wasRepeated: isLeast && wasRepeated }',
        'return { page, wasRepeated }',
        { tests: ['test/sync/ask.test.ts', 'test/sync/ask-again.test.ts'] },
      ],
      [
        'retries of a page are not counted',
        'stats.retry()',
        '',
        {
          tests: [
            'test/sync/ask.test.ts',
            'test/sync/ask-again.test.ts',
            'test/sync/read-faults.test.ts',
          ],
        },
      ],
      [
        'a count is doubted though counts have come',
        'includeTotal && !progress.counting.hasProved && !begun.isPageTrial',
        'includeTotal && !begun.isPageTrial',
        {
          tests: [
            'test/sync/ask.test.ts',
            'test/sync/ask-again.test.ts',
            'test/sync/read-totals.test.ts',
          ],
        },
      ],
      [
        'a size that is tried is always the count’s fault',
        'includeTotal && !progress.counting.hasProved && !begun.isPageTrial',
        'includeTotal && !progress.counting.hasProved',
        {
          tests: [
            'test/sync/ask.test.ts',
            'test/sync/ask-again.test.ts',
            'test/sync/read-totals.test.ts',
          ],
        },
      ],
    ],
  },
  {
    file: 'src/sync/progress/left-over.ts',
    tests: LEFT,
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
      [
        'a lost page cursor is never about the length of a window',
        "return kindOf(thrown) === 'page-cursor-lost' && left.restarts > RESTARTS_BY_CHANCE",
        'return false',
      ],
      [
        'the first lost page cursor is about the length of a window',
        'const RESTARTS_BY_CHANCE = 1',
        'const RESTARTS_BY_CHANCE = 0',
      ],
      [
        'rows without end are about nothing',
        "return kindOf(thrown) === 'empty-pages' || thrown instanceof NoEndError",
        "return kindOf(thrown) === 'empty-pages'",
        { tests: [...LEFT, 'test/sync/read-endless.test.ts'] },
      ],
      [
        'the smallest window is cut',
        'return isWithoutEnd(thrown) && until - since > WINDOW_MS_MIN',
        'return isWithoutEnd(thrown)',
      ],
      [
        'getting further does not begin the count of timeouts again',
        'timeouts: hasAdvanced ? 0 : task.timeouts',
        'timeouts: task.timeouts',
      ],
      [
        'a walk that brought rows of one second goes on before it',
        'isInsideSecond: hasAdvanced ? isOfOneSecond(walk) : task.isInsideSecond',
        'isInsideSecond: task.isInsideSecond',
        { tests: [...LEFT, 'test/sync/whole-seconds-asked.test.ts'] },
      ],
      [
        'a walk that stands still goes on before its second',
        'left.isInsideSecond || hasStalled',
        'left.isInsideSecond',
        { tests: [...LEFT, 'test/sync/whole-seconds-asked.test.ts'] },
      ],
      [
        'rows on the last instant are settled',
        'rowsReceived - position.rowsAtSince',
        'rowsReceived',
      ],
      [
        'out of order rows are settled',
        'return position.isOrdered ? rowsReceived - position.rowsAtSince : 0',
        'return rowsReceived - position.rowsAtSince',
      ],
      [
        'restarts are not counted',
        'restarts: left.restarts + 1, isInsideSecond',
        'restarts: left.restarts, isInsideSecond',
      ],
    ],
  },
  {
    file: 'src/sync/progress/failures.ts',
    tests: ['test/sync/progress/failures.test.ts'],
    mutants: [
      ['it never turns round', 'inARow > 0 && inARow % TURN_AFTER === 0', 'false'],
      ['success does not begin the count again', 'inARow = 0\n    },', '},'],
      ['a bad stream is never given up', ' || inARow >= GIVE_UP_AFTER', ''],
      ['what concerns all does not end the stream', ' || isForAll(thrown) || ', ' || '],
      ['a defect of ours is of one window', '!(thrown instanceof ConnectorError)', 'false'],
      ['no failure is one', 'haveAny = true\n', '\n'],
      ['a page that came ends no time of failures', 'failingSinceMs = undefined\n    },', '},'],
      [
        'failing begins anew with each failure',
        'failingSinceMs ??= nowMs',
        'failingSinceMs = nowMs',
      ],
      [
        'failing may last for longer than an hour',
        'const FAILING_MS_MAX = 50 * MINUTE_MS',
        'const FAILING_MS_MAX = 65 * MINUTE_MS',
      ],
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
    tests: ['test/sync/progress/shared-count.test.ts', 'test/sync/progress/verdict.test.ts'],
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
    file: 'src/sync/progress/verdict.ts',
    tests: ['test/sync/progress/verdict.test.ts'],
    mutants: [
      ['there is no second look', 'if (isSecondLook) {', 'if (true) {'],
      ['second looks without end', 'if (isSecondLook) {', 'if (false) {'],
      ['a window that is short stays claimed', "context.take({ pass: 'taken back', window })", ''],
      [
        'a second look knows no row of the first',
        ', firstLook: marksOf(counted.kept) }',
        ', firstLook: new Set() }',
      ],
      ['a second look that was short again does not count', 'context.counting.didNotHelp()', ''],
      [
        'a row that came twice counts twice',
        'position.isOrdered || kept.length === 0 ? rowsReceived : marksOf(kept).size',
        'rowsReceived',
      ],
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
      ['a walk of two pages is shared', 'pagesLeft(walk) < PAGES_TO_SHARE_MIN || leftMs', 'leftMs'],
      ['the smallest windows are shared', ' || leftMs < 2 * WINDOW_MS_MIN) return', ') return'],
      ['rechecks are not shared', " || task.pass === 'recheck'\n", '\n'],
      [
        'an unordered walk ends at a row beyond',
        'return walk.position.isOrdered && (lastInstant',
        'return (lastInstant',
      ],
      [
        'it is not known that a part was handed over',
        'walk.hasHandedOver = true\n',
        '\n',
        { tests: ['test/sync/progress/walk.test.ts', 'test/sync/stream-sharing.test.ts'] },
      ],
      [
        'rows around a window stay of its count',
        'if (walk.rowsExpected !== undefined) walk.rowsExpected -= rows',
        '',
        { tests: ['test/sync/progress/walk.test.ts', 'test/sync/whole-seconds-asked.test.ts'] },
      ],
      [
        'rows are kept though there can be no second look',
        'walk.rowsExpected !== undefined || walk.shared !== undefined',
        'true',
      ],
      [
        'the first instant is that of the last page',
        'walk.firstInstant ??= first',
        'walk.firstInstant = first',
      ],
      [
        'a recheck tells a newest row',
        "pass === 'read' ? { pass, window, newest: position.newest } : { pass, window }",
        '{ pass, window, newest: position.newest }',
        {
          tests: ['test/sync/progress/walk.test.ts', 'test/sync/state/fold.test.ts'],
          unseen:
            'The fold takes a newest row only of what was read: of a recheck it looks at nothing but the window',
        },
      ],
    ],
  },
  {
    file: 'src/sync/echo.ts',
    tests: ECHO,
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
      [
        'what was not read at the end is forgotten',
        'if (until < window.until && !isByClock) {',
        'if (false) {',
      ],
      [
        'what lies beyond ClearGrid’s clock is asked for again and again',
        'if (until < window.until && !isByClock) {',
        'if (until < window.until) {',
        { tests: [...ECHO, 'test/sync/read-echo.test.ts'] },
      ],
      [
        'a later page may say that less was read',
        'if (walk.pages > 1 || isRefused) throw',
        'if (isRefused) throw',
      ],
      [
        'less than the smallest window is followed for ever',
        'if (walk.pages > 1 || isRefused) throw',
        'if (walk.pages > 1) throw',
      ],
      [
        'a part of a second that was rounded away is an error',
        'const isRefused = isTooLittle && !mayBeAhead && !mayBeRounded',
        'const isRefused = isTooLittle && !mayBeAhead',
      ],
      [
        'a window that ClearGrid’s clock has not reached is an error',
        'const isRefused = isTooLittle && !mayBeAhead && !mayBeRounded',
        'const isRefused = isTooLittle && !mayBeRounded',
        { tests: [...ECHO, 'test/sync/read-echo.test.ts'] },
      ],
      [
        'rows of a window that was not reached are passed over',
        'window.since < latest && rows.length === 0',
        'window.since < latest',
      ],
      [
        'a window that was not reached counts as read',
        'walk.until = walk.since\n    return',
        'return',
        { tests: [...ECHO, 'test/sync/read-echo.test.ts'] },
      ],
      ['a walk claims what was not read at the beginning', 'walk.since = since\n', '\n'],
      [
        'a walk claims what was not read at the end',
        'walk.until = Math.min(walk.until, until)',
        '',
      ],
      [
        'what was handed over comes back',
        'walk.until = Math.min(walk.until, until)',
        'walk.until = until',
        {
          unseen:
            'Only a first page may say that less was read, and nothing is handed over before it has come',
        },
      ],
      [
        'the place of a walk is where it was before the beginning was cut off',
        'walk.position = startPosition(\n    { since, until },',
        'void startPosition(\n    { since, until },',
      ],
      [
        'keys that were written go with another beginning',
        'since === window.since ? walk.task.keysWritten : undefined',
        'walk.task.keysWritten',
      ],
      [
        'keys that were written are forgotten by the part that was not read',
        'return window.since === task.window.since ? { ...part, keysWritten: task.keysWritten } : part',
        'return part',
      ],
      ['that less was read is told nowhere', 'drift.note(isLength ? LESS : LESS_BY_A_SECOND)', ''],
      [
        'a second less is told as a shorter window',
        'drift.note(isLength ? LESS : LESS_BY_A_SECOND)',
        'drift.note(LESS)',
      ],
      [
        'windows of the length that was asked for are asked for again',
        'progress.size = clampedTo(progress.size, askedMs, readMs)',
        '',
      ],
      [
        'an end that ClearGrid’s clock has made is a length',
        'if (since > window.since || !isByClock) noteLess',
        'noteLess',
        { tests: [...ECHO, 'test/sync/read-echo.test.ts'] },
      ],
      [
        'meta that says more than was asked for widens the window',
        'Math.max(since, window.since) : window.since',
        'since : window.since',
      ],
      [
        'meta without an end is an end',
        'const { since = asked.since, until = asked.until } = echo',
        'const { since = asked.since, until = asked.since } = echo',
      ],
    ],
  },
]
