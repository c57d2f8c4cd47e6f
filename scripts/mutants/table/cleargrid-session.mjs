/** Login, the session, and what is tried again. */
const LOGIN = ['test/cleargrid/session/login.test.ts']
const CLIENT = [
  'test/cleargrid/client-traffic.test.ts',
  'test/cleargrid/client.test.ts',
  'test/cleargrid/retry/patience.test.ts',
  'test/cleargrid/refusals.test.ts',
]

export default [
  {
    file: 'src/cleargrid/session/login.ts',
    tests: LOGIN,
    mutants: [
      [
        'a slow login, or one with 504, is not tried again',
        "timeoutsAre: 'trouble'",
        "timeoutsAre: 'size'",
      ],
      [
        'the refresh token is not hidden',
        '[session.token, session.refreshToken]',
        '[session.token]',
      ],
      [
        'the token is not hidden',
        '[session.token, session.refreshToken]',
        '[session.refreshToken]',
      ],
      [
        'a refreshed token is not hidden',
        'return withHiddenTokens({ ...session, token })',
        'return { ...session, token }',
      ],
      [
        'a missing Date header is 1970',
        'if (date === undefined || Math.abs(date - ownNow) <= CLOCKS_DIFFER_MS_MAX) return date',
        'if (date === undefined) return 0\n  if (Math.abs(date - ownNow) <= CLOCKS_DIFFER_MS_MAX) return date',
      ],
      [
        'a clock a month ahead is believed',
        'const CLOCKS_DIFFER_MS_MAX = DAY_MS',
        'const CLOCKS_DIFFER_MS_MAX = 60 * DAY_MS',
      ],
      [
        'the lender is not encoded in the path',
        'encodeURIComponent(credentials.lender)',
        'credentials.lender',
      ],
      ['the envelope of a login is not looked at', 'if (fault !== undefined) throw fault', ''],
      [
        'a login without a token is used',
        '!isText(lenderPublicId) || !isText(token)',
        '!isText(lenderPublicId)',
      ],
      [
        'a failed refresh is a failure',
        'if (thrown instanceof ExchangeFailure) return undefined',
        '',
      ],
      [
        'the password is not sent',
        "post('login', { email, password }, signal)",
        "post('login', { email }, signal)",
        { tests: ['test/sync/read-session.test.ts', ...LOGIN] },
      ],
    ],
  },
  {
    file: 'src/cleargrid/session/session.ts',
    tests: ['test/cleargrid/session/session.test.ts'],
    mutants: [
      [
        'each request logs in',
        'await (underWay ?? session ?? (await shared(undefined, signal)))',
        'await (underWay ?? (await shared(undefined, signal)))',
      ],
      [
        'each 401 costs a refresh of its own',
        'underWay ??= replace(stale, signal)',
        'underWay = replace(stale, signal)',
      ],
      [
        'a newer session is renewed again',
        'if (underWay === undefined && session !== undefined && session !== stale) return session',
        '',
      ],
      [
        'logins without end',
        'if (fruitlessLogins >= FRUITLESS_LOGINS_MAX) throw neverAccepted(fruitlessLogins)',
        '',
      ],
      [
        'a session that was accepted does not begin the count again',
        'fruitlessLogins = 0\n      proven',
        'proven',
      ],
      [
        'a session that never worked is refreshed',
        'stale !== undefined && proven.has(stale)',
        'stale !== undefined',
      ],
      [
        'the end of the sync moves with each login',
        'serverNow ??= answer.serverNow',
        'serverNow = answer.serverNow',
      ],
      [
        'a failed login stays',
        '.finally(() => (underWay = undefined))',
        '.then((s) => { underWay = undefined; return s })',
      ],
    ],
  },
  {
    file: 'src/cleargrid/client.ts',
    tests: CLIENT,
    mutants: [
      [
        'a login waits for a permit',
        'layered([retry, paused(pauses)], sendOnce)',
        'layered([retry, limited(limit), paused(pauses)], sendOnce)',
      ],
      [
        'a page waits for no permit',
        'layered([retry, limited(limit), paused(pauses), authorise], sendOnce)',
        'layered([retry, paused(pauses), authorise], sendOnce)',
        { tests: ['test/sync/read-parallel.test.ts', ...CLIENT] },
      ],
      [
        'a page is asked for in a pause',
        'layered([retry, limited(limit), paused(pauses), authorise], sendOnce)',
        'layered([retry, limited(limit), authorise], sendOnce)',
      ],
    ],
  },
  {
    file: 'src/cleargrid/transported.ts',
    tests: CLIENT,
    mutants: [
      [
        'requests are not counted',
        'call.traffic?.request()',
        '',
        { tests: ['test/sync/read-faults.test.ts', 'test/sync/walk-window.test.ts', ...CLIENT] },
      ],
      [
        'the status of an answer is not looked at',
        'if (answer.status !== 200) throw failureFromAnswer(answer)',
        '',
      ],
      ['how long it took is not known', 'tookMs: elapsedMs() - beganMs', 'tookMs: 0'],
      ['the buffer of an answer is never given back', 'answer.release?.()', ''],
    ],
  },
  {
    file: 'src/cleargrid/session/authorised.ts',
    tests: CLIENT,
    mutants: [
      ['401 is answered without bound', 'renewals <= RENEWALS_MAX; renewals += 1', ';'],
      [
        'a token that was accepted is not remembered',
        'const result = await next(callOf(session, call, hosts))\n        keeper.accepted(session)',
        'const result = await next(callOf(session, call, hosts))',
        { tests: ['test/sync/read-session.test.ts', ...CLIENT] },
      ],
    ],
  },
  {
    file: 'src/cleargrid/http/hosts.ts',
    tests: CLIENT,
    mutants: [
      [
        'the lender id is not encoded in the path',
        'encodeURIComponent(lenderPublicId)',
        'lenderPublicId',
      ],
    ],
  },
  {
    file: 'src/cleargrid/page/page-url.ts',
    tests: ['test/cleargrid/client.test.ts', 'test/sync/read-pages.test.ts'],
    mutants: [
      ['pages have no upper bound', 'until: formatForQuery(window.until),', ''],
      [
        'the page cursor is left out',
        '...(pageCursor === undefined ? {} : { cursor: pageCursor }),',
        '',
      ],
      [
        'rows come in descending order',
        "sort = 'asc'",
        "sort = 'desc'",
        { tests: ['test/cleargrid/client-traffic.test.ts'] },
      ],
    ],
  },
  {
    file: 'src/cleargrid/retry/retrier.ts',
    tests: [
      ...CLIENT,
      'test/cleargrid/retry/concurrency-limit.test.ts',
      'test/cleargrid/retry/retrier.test.ts',
    ],
    mutants: [
      [
        'each back-off counts as asked for by ClearGrid',
        'pauses.hold(verdict.delayMs, verdict.wasAsked)',
        'pauses.hold(verdict.delayMs, true)',
      ],
      ['retries are not told', 'traffic?.retry()', ''],
      [
        'overload is waited for by one request alone',
        "if (thrown.kind === 'overloaded') pauses.hold",
        'if (false) pauses.hold',
      ],
      [
        'success does not begin the patience anew',
        'patience.succeeded(purpose.dataset, runtime.elapsedMs())',
        '',
      ],
      [
        'a pause takes from the patience',
        'Math.max(failingSinceMs, pauses.endsMs)',
        'failingSinceMs',
      ],
      [
        'a dataset that answered is refused for good at once',
        "patience.hasAnswered(dataset) ? 'patience' : 'never'",
        "'never'",
      ],
      [
        'a dataset that never answered is asked again',
        "patience.hasAnswered(dataset) ? 'patience' : 'never'",
        "'patience'",
      ],
      [
        'a redirect is tried again where nothing ever answered',
        "patience.hasSucceeded ? 'patience' : 'never'",
        "'patience'",
      ],
      [
        'a page cursor that fails is asked for to the end of patience',
        'attempts >= CURSOR_ATTEMPTS_MAX',
        'false',
      ],
      [
        'silence is counted from the beginning of the sync',
        'silenceMs: nowMs - Math.min(patience.lastPageMs, firstFailureMs)',
        'silenceMs: nowMs',
      ],
      [
        'the longer wait of ClearGrid is not told',
        'if (cutFromMs !== undefined) {',
        'if (false) {',
      ],
    ],
  },
  {
    file: 'src/cleargrid/retry/limited.ts',
    tests: ['test/cleargrid/retry/retrier.test.ts', ...CLIENT],
    mutants: [
      [
        'a permit is not released when the sync is stopped',
        'permit.release()',
        'if (call.request.signal?.aborted !== true) permit.release()',
      ],
      [
        'a passed deadline is no timeout for the limit',
        "kind === 'gateway-timeout' || kind === 'deadline'",
        "kind === 'gateway-timeout'",
      ],
      [
        'overload does not halve what is in flight',
        "if (kind === 'overloaded') permit.overloaded()",
        '',
      ],
      ['success admits nobody', 'permit.succeeded()', ''],
    ],
  },
  {
    file: 'src/cleargrid/retry/paused.ts',
    tests: CLIENT,
    mutants: [
      [
        'a permit is taken, and a pause not waited for',
        'await pauses.ready(call.request.signal)',
        '',
      ],
      ['nobody is told that an attempt begins', 'call.onBegin?.()', ''],
    ],
  },
  {
    file: 'src/cleargrid/retry/abandoned.ts',
    tests: [...CLIENT, 'test/cleargrid/retry/abandoned.test.ts'],
    mutants: [
      [
        'an outage of everything is the failure of one dataset',
        "return repeat === 'never' || isOutage",
        "return repeat === 'never'",
      ],
      [
        'a page cursor that fails on and on is a failure like any other',
        "const mayBeLost = kind === 'server' || (",
        'const mayBeLost = (',
      ],
      [
        'a timeout in mid-walk is a page cursor that is lost',
        'if (isOfSize(kind)) return timeoutsAre',
        'if (isOfSize(kind) && !withPageCursor) return timeoutsAre',
      ],
      [
        'the smallest request is told to ask for less',
        "timeoutsAre === 'size' ? 'too-much-asked' : 'failed'",
        "'too-much-asked'",
      ],
      [
        'a login that fails concerns nobody else',
        "if (dataset === undefined || repeat === 'if-known') return true",
        "if (repeat === 'if-known') return true",
        { tests: LOGIN },
      ],
    ],
  },
  {
    file: 'src/explain.ts',
    tests: ['test/explain.test.ts'],
    mutants: [
      ['one attempt is worth a word', "attempts === 1 ? '' :", "attempts === 0 ? '' :"],
      ['the request id is not in the sentence', 'requestId === undefined', 'true'],
      [
        'a login is told to look for the stream',
        'isLogin ? undefined : REFUSALS',
        'false ? undefined : REFUSALS',
      ],
      [
        'a wrong proxy is told as if something had been asked',
        "if (kind === 'proxy-no-address' ||",
        'if (',
      ],
    ],
  },
  {
    file: 'src/cleargrid/retry/policy.ts',
    tests: ['test/cleargrid/retry/policy.test.ts'],
    mutants: [
      [
        'no patience',
        "if (repeat === 'patience' && failingMs >= policy.patienceMs) return 'never'",
        "if (repeat === 'patience') return 'never'",
      ],
      [
        'patience without end',
        "if (repeat === 'patience' && failingMs >= policy.patienceMs) return 'never'",
        '',
      ],
      ['silence without end', 'attempt >= attemptsMax || leftMs <= 0', 'attempt >= attemptsMax'],
      ['no jitter', 'const ownMs = random * Math.min', 'const ownMs = Math.min'],
      ['the wait grows without bound', 'Math.min(policy.delayMsMax, doubledMs)', 'doubledMs'],
      [
        'Retry-After in seconds is taken for milliseconds',
        'return Number(retryAfter) * 1000',
        'return Number(retryAfter)',
      ],
      ['Retry-After as a date is held against our clock', 'parseHttpDate(date, now) ?? now', 'now'],
      [
        'check waits as long as ClearGrid says',
        'attemptsMax: 2, retryAfterMsMax: 2_000',
        'attemptsMax: 2',
      ],
      ['check is as patient as read', '{ ...READ_POLICY, attemptsMax: 2,', '{ ...READ_POLICY,'],
    ],
  },
  {
    file: 'src/cleargrid/retry/patience.ts',
    tests: ['test/cleargrid/retry/patience.test.ts', 'test/cleargrid/refusals.test.ts'],
    mutants: [
      [
        'an answer does not end an outage',
        'reached: () => void (unreachableSince = undefined)',
        'reached: () => {}',
        {
          tests: [
            'test/cleargrid/retry/patience.test.ts',
            'test/cleargrid/retry/patience-room.test.ts',
          ],
        },
      ],
      [
        'an outage begins anew with each failure',
        'unreachableSince ??= nowMs',
        'unreachableSince = nowMs',
        {
          tests: [
            'test/cleargrid/retry/patience.test.ts',
            'test/cleargrid/retry/patience-room.test.ts',
          ],
        },
      ],
      [
        'a login counts as a page',
        'if (dataset !== undefined) lastPageMs = nowMs',
        'lastPageMs = nowMs',
        {
          tests: [
            'test/cleargrid/retry/patience.test.ts',
            'test/cleargrid/retry/patience-room.test.ts',
          ],
        },
      ],
    ],
  },
  {
    file: 'src/cleargrid/retry/pause.ts',
    tests: ['test/cleargrid/retry/pause.test.ts'],
    mutants: [
      ['a shorter pause ends a longer one', 'if (ends <= endsMs) return', ''],
      [
        'a pause is measured by the clock on the wall',
        'endsMs - runtime.elapsedMs()',
        'endsMs - runtime.now()',
        {
          tests: [
            'test/cleargrid/retry/pause.test.ts',
            'test/simulation/scenarios/patience.test.ts',
          ],
        },
      ],
      [
        'a pause that is prolonged ends as it was',
        'for (let wait = waitMs(); wait > 0; wait = waitMs())',
        'for (let wait = waitMs(); wait > 0; wait = 0)',
      ],
    ],
  },
  {
    file: 'src/cleargrid/retry/concurrency-limit.ts',
    tests: ['test/cleargrid/retry/concurrency-limit.test.ts'],
    mutants: [
      [
        'the limit of the setting is not kept',
        'limit = Math.min(limitMax, limit + 1)',
        'limit = limit + 1',
      ],
      ['the limit falls to nothing', 'Math.max(1, Math.floor(limit / 2))', 'Math.floor(limit / 2)'],
      ['requests of one round halve again and again', 'if (startedIn < round) return', ''],
      ['growth stays fast after an overload', 'growsFast = false', ''],
      ['a place that is free is given to nobody', 'taken -= 1\n        admit()', 'taken -= 1'],
      [
        'who is stopped keeps his place in the queue',
        'waiting.splice(waiting.indexOf(enter), 1)',
        '',
      ],
      ['the last who came is served first', 'waiting.shift()', 'waiting.pop()'],
    ],
  },
]
