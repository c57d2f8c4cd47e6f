/** Login, the session, and what is tried again. */
const LOGIN = [
  'test/cleargrid/session/login.test.ts',
  'test/cleargrid/session/odd-logins.test.ts',
  'test/cleargrid/client-requests.test.ts',
]
const CLIENT = [
  'test/cleargrid/client-requests.test.ts',
  'test/cleargrid/retry/reach.test.ts',
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
      [
        'a token that no header can hold is used after a refresh',
        'if (!isText(token) || !fitsHeader(token)) return undefined',
        'if (!isText(token)) return undefined',
        { tests: LOGIN },
      ],
      [
        'an empty refreshed token is used',
        'if (!isText(token) || !fitsHeader(token)) return undefined',
        'if (!fitsHeader(String(token))) return undefined',
        { tests: LOGIN },
      ],
      [
        'a token that no header can hold is used',
        "if (!fitsHeader(token)) throw new ClientFailure({ kind: 'token-unusable' })",
        '',
        { tests: LOGIN },
      ],
      [
        'a login without a lender is used',
        '!isText(lenderPublicId) || !isText(token)',
        '!isText(token)',
        { tests: LOGIN },
      ],
      [
        'a byte order mark makes a login unreadable',
        ".replace(BYTE_ORDER_MARK, '')",
        '',
        { tests: LOGIN },
      ],
      [
        'a refresh is tried again',
        'await sendOnce(post(',
        'await send(post(',
        { tests: [...LOGIN, ...CLIENT] },
      ],
      [
        'being stopped during a refresh is a refresh that failed',
        'if (thrown instanceof ExchangeFailure) return undefined',
        'return undefined',
        { tests: [...LOGIN, ...CLIENT] },
      ],
      ['a login cannot be stopped', '...(signal === undefined ? {} : { signal }),', ''],
      [
        'a refresh loses the refresh token',
        'withHiddenTokens({ ...session, token })',
        "withHiddenTokens({ ...session, refreshToken: '', token })",
      ],
      [
        'a login that is null is one',
        "typeof value === 'object' && value !== null ?",
        "typeof value === 'object' ?",
        {
          tests: LOGIN,
          unseen:
            'Spread, null is an empty object: a login without its members, which is refused with nearly the same words',
        },
      ],
      ['a clock that differs is told nowhere', "log(\n    'WARN'", "String(\n    'WARN'"],
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
      [
        'another lender is taken',
        'if (answer.session.lenderPublicId !== lenderPublicId) {',
        'if (false) {',
      ],
      [
        'the lender of the login before is the one that counts',
        'lenderPublicId ??= answer.session.lenderPublicId',
        'lenderPublicId = answer.session.lenderPublicId',
      ],
      ['logins are not counted', 'fruitlessLogins += 1\n', '\n'],
      [
        'where refreshing fails, nothing is left',
        'return refreshed ?? (await logIn(signal))',
        'return refreshed ?? (stale as Session)',
      ],
      [
        'who begins while a session is renewed gets the old one',
        'await (underWay ?? session ?? (await shared(undefined, signal)))',
        'await (session ?? underWay ?? (await shared(undefined, signal)))',
      ],
      [
        'a fresh session is not kept',
        '.then((fresh) => (session = fresh))',
        '.then((fresh) => (session ??= fresh))',
      ],
      ['tokens are never refreshed', 'proven.add(used)', ''],
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
      [
        'a page is not tried again',
        'layered([retry, limited(limit), paused(pauses), authorise], sendOnce)',
        'layered([limited(limit), paused(pauses), authorise], sendOnce)',
      ],
      [
        'a permit is held while a request waits to be made again',
        'layered([retry, limited(limit), paused(pauses), authorise], sendOnce)',
        'layered([limited(limit), retry, paused(pauses), authorise], sendOnce)',
        { tests: [...CLIENT, 'test/sync/read-parallel.test.ts'] },
      ],
      [
        'a renewal of the session costs an attempt',
        'layered([retry, limited(limit), paused(pauses), authorise], sendOnce)',
        'layered([authorise, retry, limited(limit), paused(pauses)], sendOnce)',
      ],
      [
        'a look at the catalog is tried again',
        'sendGuess: layered([authorise], sendOnce)',
        'sendGuess: layered([retry, authorise], sendOnce)',
        { tests: ['test/cleargrid/dataset-catalog.test.ts', ...CLIENT] },
      ],
      [
        'a login waits for no pause',
        'layered([retry, paused(pauses)], sendOnce)',
        'layered([retry], sendOnce)',
        { tests: [...LOGIN, ...CLIENT] },
      ],
      [
        'a login is not tried again',
        'layered([retry, paused(pauses)], sendOnce)',
        'layered([paused(pauses)], sendOnce)',
        { tests: [...LOGIN, ...CLIENT] },
      ],
      [
        'a page cannot be stopped',
        'request: get(pagePath(request), signal), read, traffic',
        'request: get(pagePath(request)), read, traffic',
        { tests: [...CLIENT, 'test/process/limits.test.ts'] },
      ],
      [
        'a look at the catalog cannot be stopped',
        'signal?.throwIfAborted()\n',
        '\n',
        { tests: ['test/cleargrid/dataset-catalog.test.ts', ...CLIENT] },
      ],
      [
        'the catalog is looked for in one place only',
        'const guesses = CATALOG_PATHS.map(',
        'const guesses = CATALOG_PATHS.slice(0, 1).map(',
        {
          tests: [
            'test/cleargrid/dataset-catalog.test.ts',
            'test/commands/discover/beyond-table.test.ts',
            ...CLIENT,
          ],
        },
      ],
      [
        'a refused catalog went wrong',
        '[403, 404, 405].includes(',
        '[404].includes(',
        {
          tests: [
            'test/cleargrid/dataset-catalog.test.ts',
            'test/commands/discover/beyond-table.test.ts',
            ...CLIENT,
          ],
        },
      ],
      [
        'ClearGrid’s clock is not told',
        'serverNow: keeper.serverNow() }',
        'serverNow: undefined }',
        { tests: ['test/cleargrid/session/login.test.ts', 'test/sync/sync.test.ts', ...CLIENT] },
      ],
      [
        'requests and retries of a page are told to nobody',
        'request: get(pagePath(request), signal), read, traffic',
        'request: get(pagePath(request), signal), read',
      ],
      [
        'the smallest request is told as any other',
        'withPageCursor, timeoutsAre }',
        "withPageCursor, timeoutsAre: 'size' }",
      ],
      [
        'it is forgotten that there was a page cursor',
        'const withPageCursor = pageCursor !== undefined',
        'const withPageCursor = false',
      ],
      [
        'all datasets are one for the patience',
        '`${dataset.section}/${dataset.code}`',
        '`${dataset.section}`',
        { tests: [...CLIENT, 'test/cleargrid/refusals.test.ts'] },
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
      [
        'an answer that is no 401 leaves it open whether the token works',
        'if (status !== undefined) keeper.accepted(session)',
        '',
        { tests: ['test/sync/read-session.test.ts', 'test/cleargrid/refusals.test.ts', ...CLIENT] },
      ],
      [
        'a failure without an answer proves the token',
        'if (status !== undefined) keeper.accepted(session)',
        'keeper.accepted(session)',
      ],
      [
        'a refused token is used again',
        'session = await keeper.renew(session, request.signal)',
        'await keeper.renew(session, request.signal)',
      ],
      ['the token is sent without its kind', '`Bearer ${token}`', 'token'],
      [
        'what else was to be in the headers is left out',
        'const headers = { ...request.headers, authorization',
        'const headers = { authorization',
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
      [
        'what is no failed exchange is tried again',
        'if (!(thrown instanceof ExchangeFailure)) throw thrown\n',
        '\n',
      ],
      [
        'patience is counted from the last failure',
        'firstFailureMs ??= runtime.elapsedMs()',
        'firstFailureMs = runtime.elapsedMs()',
      ],
      [
        'a request that is made again at once never waits',
        'else await runtime.sleep(verdict.delayMs, request.signal)',
        '',
      ],
      [
        'a wait cannot be stopped',
        'await runtime.sleep(verdict.delayMs, request.signal)',
        'await runtime.sleep(verdict.delayMs)',
      ],
      [
        'an answer of this request alone says nothing of the network',
        "if (rule.concerns === 'request') patience.reached()",
        '',
      ],
      [
        'an answer about size ends no trouble',
        "if (rule.repeat === 'size' && repeat === 'never') patience.wasTooMuch(purpose.dataset)",
        '',
      ],
      [
        'patience with refusals is had again for each window',
        'if (isRefusal) patience.wasRefusedToTheEnd(dataset)',
        '',
      ],
      [
        'patience with refusals is short from the first',
        'const isTired = isRefusal && patience.isTiredOf(dataset)',
        'const isTired = isRefusal',
      ],
      [
        'a dataset of which a window was refused is short of patience with all else',
        'const isTired = isRefusal && patience.isTiredOf(dataset)',
        'const isTired = patience.isTiredOf(dataset)',
      ],
      [
        'what stands in between is refused without end',
        "new Set(['rejected', 'in-between'])",
        "new Set(['rejected'])",
      ],
      [
        'the smallest request is not tried again after a timeout',
        "return timeoutsAre === 'trouble' ? 'patience' : 'never'",
        "return 'never'",
      ],
      [
        'a page cursor that is refused is asked for again',
        "if (kind === 'rejected' && withPageCursor && status === 400) return 'never'",
        '',
      ],
      [
        'a dataset’s trouble is that of all',
        'const state = { attempts, beganMs, firstFailureMs }',
        'const state = { attempts: attempts + 1, beganMs, firstFailureMs }',
      ],
      [
        'Retry-After is not looked at',
        'const askedMs = retryAfterMs(facts, runtime.now())',
        'const askedMs = undefined',
      ],
      [
        'an outage is one though something has just succeeded',
        'runtime.elapsedMs() - patience.lastSuccessMs >= policy.patienceMs',
        'true',
      ],
      [
        'nothing is an outage',
        'runtime.elapsedMs() - patience.lastSuccessMs >= policy.patienceMs',
        'false',
      ],
      ['a retry is told nowhere', "runtime.log('INFO', `${action}: ${what}, ${plan}.`)", ''],
      [
        'when an attempt began is not known',
        'const onBegin = (): void => void (beganMs = runtime.elapsedMs())',
        'const onBegin = (): void => {}',
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
      [
        'a permit is waited for by who is stopped',
        'limit.acquire(call.request.signal)',
        'limit.acquire()',
      ],
      ['the limit is not told when a request begins', 'permit.begin()\n', '\n'],
      ['others are not told when a request begins', 'call.onBegin?.()\n    }', '}'],
      [
        'a 504 is no timeout for the limit',
        "kind === 'gateway-timeout' || kind === 'deadline'",
        "kind === 'deadline'",
      ],
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
      [
        'a page cursor that is refused is a failure like any other',
        "const mayBeLost = kind === 'server' || (kind === 'rejected' && status === 400)",
        "const mayBeLost = kind === 'server'",
      ],
      [
        'any refusal in mid-walk is a lost page cursor',
        "(kind === 'rejected' && status === 400)",
        "kind === 'rejected'",
      ],
      [
        'without a page cursor one can be lost',
        "return withPageCursor && mayBeLost ? 'page-cursor-lost'",
        "return mayBeLost ? 'page-cursor-lost'",
      ],
      [
        'an untrusted certificate concerns one window',
        "if (dataset === undefined || repeat === 'if-known') return true",
        'if (dataset === undefined) return true',
      ],
      [
        'a request that is too slow at its smallest ends the stream in an outage',
        'if (isOfSize(kind)) return false\n',
        '\n',
      ],
      [
        'one request that failed on and on alone is an outage',
        "return repeat !== 'never' && isOutage && failedRequests > 1",
        "return repeat !== 'never' && isOutage",
      ],
      [
        'a refusal in an outage concerns all',
        "return repeat !== 'never' && isOutage && failedRequests > 1",
        'return isOutage && failedRequests > 1',
      ],
      [
        'many failed requests are an outage',
        "return repeat !== 'never' && isOutage && failedRequests > 1",
        "return repeat !== 'never' && failedRequests > 1",
      ],
      [
        'a body that is too large says nothing of size',
        "return repeat === 'size' || repeat === 'size-final'",
        "return repeat === 'size'",
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
      ['what is told is not what we were doing', '`${purpose.action}: ${what}', '`${what}'],
      [
        'a lost page cursor is our own defect',
        'return new TransientError(\n      `${said(facts)} The page cursor',
        'return new SystemError(\n      `${said(facts)} The page cursor',
      ],
      [
        'what was too much is a config error',
        "if (kind === 'too-much-asked') return new TransientError(",
        "if (kind === 'too-much-asked') return new ConfigError(",
      ],
      [
        'a login that is too slow is told to ask for less',
        "if (isLogin) return 'Try again later.'\n",
        '\n',
      ],
      [
        'the smallest request is told to ask for less',
        "if (kind === 'too-much-asked') return advice\n      if (isLogin)",
        'return advice\n      if (isLogin)',
      ],
      [
        'the smallest body is told to ask for less',
        "if (kind === 'too-much-asked') return advice\n      return `Even",
        'return advice\n      return `Even',
      ],
      [
        'a login that is overloaded is told to be fewer',
        "return isLogin ? 'Try again later.' : advice",
        'return advice',
      ],
      [
        'what ClearGrid refuses has nothing to do with the stream',
        '?? advice\n    default',
        '|| advice\n    default',
        { unseen: 'A sentence is never empty, so that both mean the same' },
      ],
      [
        'a proxy of another kind is told as if something had been asked',
        "|| kind === 'proxy-of-another-kind') return",
        ') return',
      ],
      [
        'settings of a login are not named to who must mend them',
        "isLogin ? 'lender, email, password and environment' : 'lender and environment'",
        "'lender and environment'",
      ],
      [
        'what the client did not throw is lost',
        'if (!(thrown instanceof ClientFailure)) return thrown',
        'if (!(thrown instanceof ClientFailure)) return undefined',
      ],
      [
        'tokens that are refused are our own defect',
        'return new ConfigError(\n        `Logging in',
        'return new SystemError(\n        `Logging in',
      ],
      ['a 403 is to be met by deselecting', '403: ', '405: '],
      ['a 404 is a wrong setting', '404: ', '405: '],
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
      [
        'an overload gets no more attempts than trouble',
        "policy.attemptsMax * (repeat === 'overload' ? 2 : 1)",
        'policy.attemptsMax',
        { tests: ['test/cleargrid/retry/policy.test.ts', 'test/cleargrid/client.test.ts'] },
      ],
      ['waits never grow', '2 ** Math.min(attempt - 1, 30)', '1'],
      [
        'waits overflow after a thousand attempts',
        'Math.min(attempt - 1, 30)',
        'attempt - 1',
        {
          unseen:
            'What is doubled is cut at delayMsMax, and 2 ** 1,024 is Infinity, which is cut as well: the bound keeps the arithmetic finite',
        },
      ],
      [
        'a Retry-After of a second is never waited for longer',
        'Math.max(Math.min(ownMs, leftMs), Math.min(askedMs',
        'Math.max(0, Math.min(askedMs',
      ],
      [
        'a wait of our own passes the budget of silence',
        'return { delayMs: Math.min(ownMs, leftMs), wasAsked: false }',
        'return { delayMs: ownMs, wasAsked: false }',
      ],
      [
        'a wait that ClearGrid asks for passes the budget of silence',
        'if (obeyedMs <= leftMs) return { delayMs: obeyedMs, wasAsked: true }',
        'return { delayMs: obeyedMs, wasAsked: true }',
      ],
      [
        'a wait that was cut is not told as such',
        '{ delayMs: leftMs, wasAsked: true, cutFromMs: askedMs }',
        '{ delayMs: leftMs, wasAsked: true }',
      ],
      [
        'a Retry-After of zero is a wish',
        'askedMs === undefined || askedMs <= 0',
        'askedMs === undefined',
      ],
      [
        'a Retry-After in the past is a wait',
        'Math.max(0, until - (parseHttpDate(date, now) ?? now))',
        'Math.abs(until - (parseHttpDate(date, now) ?? now))',
      ],
      [
        'an outage of two minutes is not survived',
        'patienceMs: 2.5 * MINUTE_MS',
        'patienceMs: 1.5 * MINUTE_MS',
        {
          tests: [
            'test/cleargrid/retry/policy.test.ts',
            'test/cleargrid/client-traffic.test.ts',
            'test/cleargrid/retry/patience.test.ts',
            'test/simulation/scenarios/patience.test.ts',
          ],
        },
      ],
      [
        'silence may last longer than an hour',
        'silenceMsMax: 55 * MINUTE_MS',
        'silenceMsMax: 65 * MINUTE_MS',
        {
          tests: [
            'test/cleargrid/retry/policy.test.ts',
            'test/cleargrid/client-traffic.test.ts',
            'test/cleargrid/retry/patience.test.ts',
            'test/simulation/scenarios/patience.test.ts',
          ],
        },
      ],
      [
        'attempts follow a minute after an outage has ended',
        'delayMsMax: 10_000',
        'delayMsMax: 100_000',
        {
          tests: [
            'test/cleargrid/retry/policy.test.ts',
            'test/cleargrid/client-traffic.test.ts',
            'test/cleargrid/retry/patience.test.ts',
            'test/simulation/scenarios/patience.test.ts',
          ],
        },
      ],
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
      [
        'success does not end the trouble of a dataset',
        'datasetsFailingSince.delete(dataset)\n      answered',
        'answered',
        {
          tests: [
            'test/cleargrid/retry/patience.test.ts',
            'test/cleargrid/retry/patience-room.test.ts',
          ],
        },
      ],
      [
        'success does not end an outage',
        'unreachableSince = undefined\n      lastSuccessMs',
        'lastSuccessMs',
        {
          tests: [
            'test/cleargrid/retry/patience.test.ts',
            'test/cleargrid/retry/patience-room.test.ts',
          ],
        },
      ],
      [
        'when anything last succeeded is not known',
        'lastSuccessMs = nowMs\n',
        '\n',
        {
          tests: [
            'test/cleargrid/retry/patience.test.ts',
            'test/cleargrid/retry/patience-room.test.ts',
          ],
        },
      ],
      [
        'success does not begin the count of failed requests anew',
        'failedRequests = 0\n    },',
        '},',
        {
          tests: [
            'test/cleargrid/retry/patience.test.ts',
            'test/cleargrid/retry/patience-room.test.ts',
          ],
        },
      ],
      [
        'a request that fails twice counts twice',
        'if (isFirst) failedRequests += 1',
        'failedRequests += 1',
        {
          tests: [
            'test/cleargrid/retry/patience.test.ts',
            'test/cleargrid/retry/patience-room.test.ts',
          ],
        },
      ],
      [
        'trouble of one request is an outage',
        "if (concerns === 'everything') unreachableSince ??= nowMs",
        'unreachableSince ??= nowMs',
        {
          tests: [
            'test/cleargrid/retry/patience.test.ts',
            'test/cleargrid/retry/patience-room.test.ts',
          ],
        },
      ],
      [
        'the trouble of a dataset begins anew with each failure',
        'if (!datasetsFailingSince.has(dataset)) datasetsFailingSince',
        'datasetsFailingSince',
        {
          tests: [
            'test/cleargrid/retry/patience.test.ts',
            'test/cleargrid/retry/patience-room.test.ts',
          ],
        },
      ],
      [
        'an outage counts for what concerns one request',
        "concerns === 'everything' ? unreachableSince : undefined",
        'unreachableSince',
        {
          tests: [
            'test/cleargrid/retry/patience.test.ts',
            'test/cleargrid/retry/patience-room.test.ts',
          ],
        },
      ],
      [
        'only the trouble of the dataset counts',
        'Math.min(everythingSince ?? nowMs, datasetSince ?? nowMs)',
        'datasetSince ?? nowMs',
        {
          tests: [
            'test/cleargrid/retry/patience.test.ts',
            'test/cleargrid/retry/patience-room.test.ts',
          ],
        },
      ],
      [
        'what is too much leaves the trouble of the dataset',
        'wasTooMuch: (dataset) => void datasetsFailingSince.delete(dataset)',
        'wasTooMuch: () => {}',
        {
          tests: [
            'test/cleargrid/retry/patience.test.ts',
            'test/cleargrid/retry/patience-room.test.ts',
          ],
        },
      ],
      [
        'a login is no success',
        'return answered.size > 0',
        'return answered.size > 1',
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
      [
        'a pause is told again though it is none',
        'if (ends <= endsMs) return\n',
        'if (ends < endsMs) return\n',
      ],
      ['a pause is told to nobody', 'announce({ until', 'void ({ until'],
      [
        'nobody knows who asked for a pause',
        'delayMs), wasAsked })',
        'delayMs), wasAsked: true })',
      ],
      [
        'a pause cannot be stopped',
        'runtime.sleep(Math.ceil(wait), signal)',
        'runtime.sleep(Math.ceil(wait))',
      ],
      [
        'a fraction of a millisecond is waited for',
        'runtime.sleep(Math.ceil(wait), signal)',
        'runtime.sleep(wait, signal)',
        {
          tests: [
            'test/cleargrid/retry/pause.test.ts',
            'test/simulation/scenarios/patience.test.ts',
          ],
        },
      ],
    ],
  },
  {
    file: 'src/cleargrid/retry/concurrency-limit.ts',
    tests: ['test/cleargrid/retry/concurrency-limit.test.ts'],
    mutants: [
      [
        'the limit of the setting is not kept',
        'this.#limit = Math.min(this.#max, this.#limit + 1)',
        'this.#limit = this.#limit + 1',
      ],
      [
        'the limit falls to nothing',
        'Math.max(1, Math.floor(this.#limit / 2))',
        'Math.floor(this.#limit / 2)',
      ],
      ['requests of one round halve again and again', 'if (startedIn < this.#round) return', ''],
      ['growth stays fast after an overload', 'this.#growsFast = false', ''],
      [
        'a place that is free is given to nobody',
        'this.#taken -= 1\n        this.#admit()',
        'this.#taken -= 1',
      ],
      [
        'who is stopped keeps his place in the queue',
        'this.#waiting.splice(this.#waiting.indexOf(enter), 1)',
        '',
      ],
      ['the last who came is served first', 'waiting.shift()', 'waiting.pop()'],
      [
        'one timeout is overload',
        'this.#timeoutsInARow > Math.max(2, this.#limit)',
        'this.#timeoutsInARow > 0',
      ],
      [
        'timeouts are never overload',
        'if (this.#timeoutsInARow > Math.max(2, this.#limit)) this.overloaded(startedIn)',
        '',
      ],
      [
        'an answer does not end a row of timeouts',
        'this.#successes += 1\n    this.#timeoutsInARow = 0',
        'this.#successes += 1',
      ],
      [
        'each success admits one more also after an overload',
        'if (!this.#growsFast && this.#successes < this.#limit) return',
        '',
      ],
      ['it begins with more than the setting', 'Math.min(start, max)', 'start'],
      ['it begins with one', 'const START = 2', 'const START = 1'],
      [
        'a request counts as begun when it began to wait',
        'begin: () => void (startedIn = size.round)',
        'begin: () => {}',
        {
          tests: [
            'test/cleargrid/retry/concurrency-limit.test.ts',
            'test/cleargrid/client-traffic.test.ts',
          ],
        },
      ],
      ['who was stopped before is let in', 'signal?.throwIfAborted()\n', '\n'],
      [
        'the growth of before counts after an overload',
        'this.#growsFast = false\n    this.#successes = 0',
        'this.#growsFast = false',
      ],
      [
        'listeners stay on the signal of a whole sync',
        "signal?.removeEventListener('abort', leave)",
        '',
      ],
    ],
  },
  {
    file: 'src/cleargrid/layer.ts',
    tests: ['test/cleargrid/layer.test.ts'],
    mutants: [
      ['the last layer sees a call first', 'layers.reduceRight(', 'layers.reduce('],
      ['only the last layer is there', 'layer(next), send)', 'layer(send), send)'],
    ],
  },
  {
    file: 'src/cleargrid/client-failure.ts',
    tests: [
      'test/cleargrid/facts.test.ts',
      'test/cleargrid/refusals.test.ts',
      'test/explain.test.ts',
      'test/sync/progress/failures.test.ts',
      'test/cleargrid/session/session.test.ts',
      'test/sync/walk-pages.test.ts',
    ],
    mutants: [
      [
        'what is wrong with a session is of one window',
        "return facts.kind !== 'page-cursor-repeated' && facts.kind !== 'empty-pages'",
        'return false',
      ],
      [
        'a walk without end ends the stream',
        "facts.kind !== 'page-cursor-repeated' && facts.kind !== 'empty-pages'",
        "facts.kind !== 'page-cursor-repeated'",
      ],
      [
        'a page cursor that comes again ends the stream',
        "facts.kind !== 'page-cursor-repeated' && facts.kind !== 'empty-pages'",
        "facts.kind !== 'empty-pages'",
      ],
      [
        'how far a failure reaches is forgotten',
        "if ('exchange' in facts) return facts.isForAll",
        "if ('exchange' in facts) return false",
      ],
      [
        'whatever has a status is a refusal of ClearGrid’s own',
        "return kind === 'rejected' ? status : undefined",
        'return status',
      ],
      [
        'a refused page cursor is a refused stream',
        "thrown.facts.kind !== 'failed') return undefined",
        "!('exchange' in thrown.facts)) return undefined",
      ],
    ],
  },
  {
    file: 'src/cleargrid/retry/failure-rules.ts',
    tests: [
      ...CLIENT,
      'test/cleargrid/retry/abandoned.test.ts',
      'test/cleargrid/facts.test.ts',
      ...LOGIN,
    ],
    mutants: [
      [
        'who cannot be reached is not tried again',
        "unreachable: { repeat: 'patience', concerns: 'everything' }",
        "unreachable: { repeat: 'never', concerns: 'everything' }",
      ],
      [
        'who cannot be reached is of one request',
        "unreachable: { repeat: 'patience', concerns: 'everything' }",
        "unreachable: { repeat: 'patience', concerns: 'request' }",
        {
          tests: [
            ...CLIENT,
            'test/cleargrid/retry/abandoned.test.ts',
            'test/matrix/network.test.ts',
          ],
        },
      ],
      [
        'a broken connection is not tried again',
        "broken: { repeat: 'patience', concerns: 'request' }",
        "broken: { repeat: 'never', concerns: 'request' }",
      ],
      [
        'an expired certificate is waited for from the first',
        "'certificate-expired': { repeat: 'if-known'",
        "'certificate-expired': { repeat: 'patience'",
      ],
      [
        'a proxy that refuses is waited for from the first',
        "'proxy-refused': { repeat: 'if-known'",
        "'proxy-refused': { repeat: 'patience'",
      ],
      [
        'a proxy that fails is not tried again',
        "'proxy-failed': { repeat: 'patience'",
        "'proxy-failed': { repeat: 'never'",
      ],
      [
        'a passed deadline is waited for',
        "deadline: { repeat: 'size'",
        "deadline: { repeat: 'patience'",
      ],
      [
        'a 504 is waited for',
        "'gateway-timeout': { repeat: 'size'",
        "'gateway-timeout': { repeat: 'patience'",
      ],
      [
        'the smallest body that is too large is asked for again',
        "'too-large': { repeat: 'size-final'",
        "'too-large': { repeat: 'size'",
      ],
      [
        'an overload is waited for no longer than an outage',
        "overloaded: { repeat: 'overload'",
        "overloaded: { repeat: 'patience'",
      ],
      [
        'an overload concerns everything',
        "overloaded: { repeat: 'overload', concerns: 'request' }",
        "overloaded: { repeat: 'overload', concerns: 'everything' }",
      ],
      ['a 500 is final', "server: { repeat: 'patience'", "server: { repeat: 'never'"],
      [
        'a malformed answer is final',
        "malformed: { repeat: 'patience'",
        "malformed: { repeat: 'never'",
      ],
      [
        'a 401 is tried again as it is',
        "unauthorized: { repeat: 'never'",
        "unauthorized: { repeat: 'patience'",
      ],
      [
        'what stands in between refuses for good',
        "'in-between': { repeat: 'patience'",
        "'in-between': { repeat: 'never'",
      ],
      [
        'a redirect is final',
        "redirected: { repeat: 'if-known'",
        "redirected: { repeat: 'never'",
        { tests: [...CLIENT, 'test/cleargrid/retry/abandoned.test.ts'] },
      ],
    ],
  },
  {
    file: 'src/remedies.ts',
    tests: ['test/explain.test.ts'],
    mutants: [
      [
        'who cannot be reached is a wrong setting',
        "unreachable: {\n    type: 'transient_error'",
        "unreachable: {\n    type: 'config_error'",
      ],
      [
        'a broken connection is our defect',
        "broken: {\n    type: 'transient_error'",
        "broken: {\n    type: 'system_error'",
      ],
      [
        'an expired certificate passes by itself',
        "'certificate-expired': {\n    type: 'config_error'",
        "'certificate-expired': {\n    type: 'transient_error'",
      ],
      [
        'a certificate of another host passes by itself',
        "'certificate-of-another-host': {\n    type: 'config_error'",
        "'certificate-of-another-host': {\n    type: 'transient_error'",
      ],
      [
        'an untrusted certificate passes by itself',
        "'certificate-untrusted': {\n    type: 'config_error'",
        "'certificate-untrusted': {\n    type: 'transient_error'",
      ],
      [
        'a proxy without an address passes by itself',
        "'proxy-no-address': {\n    type: 'config_error'",
        "'proxy-no-address': {\n    type: 'transient_error'",
      ],
      [
        'a proxy of another kind passes by itself',
        "'proxy-of-another-kind': {\n    type: 'config_error'",
        "'proxy-of-another-kind': {\n    type: 'transient_error'",
      ],
      [
        'a proxy that refuses passes by itself',
        "'proxy-refused': {\n    type: 'config_error'",
        "'proxy-refused': {\n    type: 'transient_error'",
      ],
      [
        'a proxy that fails is a wrong setting',
        "'proxy-failed': {\n    type: 'transient_error'",
        "'proxy-failed': {\n    type: 'config_error'",
      ],
      [
        'a body that is too large passes by itself',
        "'too-large': {\n    type: 'system_error'",
        "'too-large': {\n    type: 'transient_error'",
      ],
      [
        'an overload is a wrong setting',
        "overloaded: {\n    type: 'transient_error'",
        "overloaded: {\n    type: 'config_error'",
      ],
      [
        'a 500 is a wrong setting',
        "server: {\n    type: 'transient_error'",
        "server: {\n    type: 'config_error'",
      ],
      [
        'a malformed answer passes by itself',
        "malformed: {\n    type: 'system_error'",
        "malformed: {\n    type: 'transient_error'",
      ],
      [
        'a refusal of what stands in between is a wrong setting',
        "'in-between': {\n    type: 'transient_error'",
        "'in-between': {\n    type: 'config_error'",
      ],
      [
        'a redirect passes by itself',
        "redirected: {\n    type: 'config_error'",
        "redirected: {\n    type: 'transient_error'",
      ],
      [
        'settings that are refused pass by themselves',
        "const CHECK_SETTINGS: Remedy = {\n  type: 'config_error'",
        "const CHECK_SETTINGS: Remedy = {\n  type: 'transient_error'",
      ],
      [
        'nobody is told which settings to look at',
        'advice: (settings) => `Check ${settings}.`',
        'advice: () => `Check the settings.`',
      ],
      [
        'a deadline is told as trouble of the server',
        'deadline: ASK_FOR_LESS',
        'deadline: CHECK_SETTINGS',
      ],
    ],
  },
]
