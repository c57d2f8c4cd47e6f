/** A walk, a stream and a whole sync, while they live. */
const WALK = ['test/sync/walk-window.test.ts']
const READER = [
  'test/sync/stream-reader.test.ts',
  'test/sync/stream-sharing.test.ts',
  'test/sync/stream-counts.test.ts',
]
const RUN = ['test/sync/stream.test.ts']

export default [
  {
    file: 'src/sync/walk-window.ts',
    tests: WALK,
    mutants: [
      [
        'a page that nobody wants is asked for ahead',
        'isEnough: (page) => hasReachedItsEnd(walk, lastInstantOf(page))',
        'isEnough: () => false',
      ],
      [
        'meta is ignored',
        'followEcho(walk, page, action, context)',
        '',
        { tests: [...WALK, 'test/sync/read-echo.test.ts'] },
      ],
      [
        'a row without its key is written',
        'refuseRowsWithoutKey(rows, stream.primaryKey, action)',
        '',
      ],
      [
        'what was asked for ahead outlives its walk',
        "own.abort(new Error('The walk is over'))",
        '',
        { tests: [...WALK, 'test/sync/read-second-look.test.ts'] },
      ],
      [
        'being stopped does not end a walk',
        "signal.addEventListener('abort', stop, { once: true })",
        '',
      ],
      [
        'a page is claimed before it is written',
        'const written = output.records(rows.linesOf(toWrite), toWrite.length, rows.release)\n  claim(walk, context)',
        'claim(walk, context)\n  const written = output.records(rows.linesOf(toWrite), toWrite.length, rows.release)',
      ],
      ['nobody waits for the reader', 'await written\n      await context', 'await context'],
      [
        'there is no STATE in mid-walk',
        'await context.output.maybeCheckpoint(context.state())',
        '',
      ],
      ['disorder is not told', 'onDisorder()\n', ''],
      [
        'disorder takes nothing back',
        "if (task.pass === 'read') take({ pass: 'taken back', window: partOf(walk) })",
        '',
      ],
      ['after disorder places in a window are claimed', 'if (state().isUnordered) return', ''],
      [
        'the total of a part is that of the window',
        'walk.rowsExpected = isWhole ? exactTotal(page) : undefined',
        'walk.rowsExpected = exactTotal(page)',
        { tests: [...WALK, 'test/sync/read-echo.test.ts'] },
      ],
      ['a count is not noticed', 'counting.observe(page.total)', ''],
      [
        'one row beyond the window ends the walk',
        'hasReachedItsEnd(walk, first) && hasReachedItsEnd(walk, last)',
        'hasReachedItsEnd(walk, last)',
      ],
      [
        'a filter that is ignored is followed for ever',
        'return walk.pagesBeyond >= PAGES_BEYOND_MAX',
        'return false',
        { tests: [...WALK, 'test/sync/read-endless.test.ts'] },
      ],
      [
        'a walk goes on into the part that it handed over',
        'if (walk.hasHandedOver) return hasReachedItsEnd(walk, lastInstantOf(page))',
        '',
        { tests: [...WALK, 'test/sync/read-parallel.test.ts'] },
      ],
      [
        'rows that were mended are not told',
        'if (rows.repaired > 0) context.drift.note(REPAIRED, rows.repaired)',
        '',
      ],
      ['drift is not looked for', 'observe(rows, toWrite, context.drift)', ''],
      ['progress is not told', 'context.onPage()', ''],
    ],
  },
  {
    file: 'src/sync/read-stream.ts',
    tests: READER,
    mutants: [
      ['what was learned is never saved', ', learned: toLearnedSize(size.current) }', ' }'],
      [
        'a stream that has given up goes on',
        'if (failures.haveGivenUp) tasks.clear()',
        'if (false) tasks.clear()',
      ],
      [
        'the last STATE of a failed stream says finished',
        ' && !failures.haveAny) state',
        ') state',
      ],
      [
        'the last STATE of a stopped stream says finished',
        'tasks.putBack(walk.task)\n          throw thrown',
        'throw thrown',
      ],
      ['the last STATE never says finished', 'state = finished(state)', ''],
      [
        'what was shared teaches',
        'return walk.hasHandedOver ? 0 : until - since',
        'return until - since',
        {
          unseen:
            'What was shared is shorter than what was asked for, and a shorter window teaches nothing anyhow; the zero says so twice',
        },
      ],
      [
        'rechecks count in the estimate',
        "if (task.pass === 'read') {\n      closed",
        '{\n      closed',
      ],
      ['a stream that has given up shares', 'failures.haveGivenUp || state', 'state'],
      ['a stream whose rows are in no order is shared', ' || state.isUnordered || ', ' || '],
      ['windows without counting never end', 'counting.windowClosed()', ''],
      ['every estimate is told', ' || !isNews(estimate, lastEstimate)) return', ') return'],
      ['what is left of a walk that failed is forgotten', 'putBack(left)\n', '\n'],
      ['a window that failed is passed over in silence', 'await options.onFailure(thrown)', ''],
      [
        'a window that failed counts as read',
        'await recover(walk, thrown)\n        return',
        'await recover(walk, thrown)',
      ],
      ['a failed part of what was shared spoils nothing', 'walk.shared?.spoil()', ''],
      ['a bad end is never left alone', 'else if (failures.isTimeToTurn) tasks.turnRound()', ''],
      ['a window that was read is no success', 'failures.oneSucceeded()', ''],
      [
        'a window is closed without a STATE',
        'await output.checkpoint(state)\n  }\n\n  /** Puts',
        '}\n\n  /** Puts',
      ],
      [
        'counts are not compared',
        'settleCount(walk, { stream, stats, counting, log, take, putBack })',
        '',
      ],
      [
        'a window that was read to its end is not folded',
        'take(checkpointFor(task, partOf(walk), walk))',
        '',
      ],
      [
        'windows that are closed teach nothing',
        'size.current = windowRead(size.current, {',
        'windowRead(size.current, {',
      ],
      ['a walk that is over still probes', 'size.current = endWalk(size.current, walk.role)', ''],
      ['a walk that is over is still shared', 'walks.delete(walk)\n', ''],
      [
        'being told to stop is a failure of the window',
        'if (options.endsTheSync(thrown, signal)) {',
        'if (false) {',
      ],
      [
        'long runs of empty pages change nothing',
        'if (isTooLong(thrown, left)) {',
        'if (false) {',
        { tests: [...READER, 'test/sync/read-endless.test.ts'] },
      ],
      ['the shortest walk is shared', 'pagesLeft(b) - pagesLeft(a)', 'pagesLeft(a) - pagesLeft(b)'],
      ['disorder is forgotten by the state', 'state = { ...state, isUnordered: true }', ''],
      ['that less was asked for is not counted', 'if (left.timeouts > 0) stats.madeSmaller()', ''],
      ['a failure ends the probing for ever', 'size.current = giveUpSearch(size.current)\n', '\n'],
    ],
  },
  {
    file: 'src/sync/stream.ts',
    tests: RUN,
    mutants: [
      ['several TRACE ERRORs for one stream', 'if (hasFailed) {', 'if (false) {'],
      [
        'a failed stream closes as whole',
        'hasFailed ? output.incomplete() : output.completed()',
        'output.completed()',
      ],
      [
        'a full refresh with a state from the future reads nothing',
        "before !== undefined && syncMode === 'incremental' && isBeyond",
        'before !== undefined && isBeyond',
      ],
      [
        'a state from the future is read from',
        "if (before !== undefined && syncMode === 'incremental' && isBeyond(before, settings, times)) {",
        'if (false) {',
      ],
      [
        'a late pause is told after the end',
        'if (!hasEnded && reader !== undefined) await output.waiting(until)',
        'await output.waiting(until)',
      ],
      ['a stream ends while walks are under way', ' || walksInFlight > 0) return', ') return'],
      [
        'a stream ends twice',
        'if (hasEnded || reader',
        'if (reader',
        {
          unseen:
            'It is asked for only when a walk has ended, and no walk begins after the one that ended last',
        },
      ],
      ['the last STATE is left out', 'await reader.close()\n    report()', 'report()'],
      [
        'what is said at the end is left out',
        'await reader.close()\n    report()',
        'await reader.close()',
      ],
      ['being stopped says no STATE', 'if (!hasEnded) await reader?.close()', ''],
      [
        'another’s state is gone on from in full refresh',
        'const told = isForeign ? undefined : stream.before',
        'const told = stream.before',
      ],
      [
        'a state does not say whose it is',
        'state: { ...planned.state, of } }',
        'state: { ...planned.state } }',
      ],
      [
        'an empty plan never ends',
        '})\n      await endIfDone()\n    },\n    walkNext',
        '})\n    },\n    walkNext',
      ],
      [
        'a reader that has gone is a failure of the stream',
        'thrown === signal.reason || thrown instanceof ReaderGoneError',
        'thrown === signal.reason',
      ],
      [
        'being told to stop is a failure of the stream',
        'thrown === signal.reason || thrown instanceof ReaderGoneError',
        'thrown instanceof ReaderGoneError',
      ],
      ['a walk that failed stays in flight', 'walksInFlight -= 1\n', '\n'],
      [
        'a state from the future does not come back',
        'await output.unchanged(stream.rawBefore)',
        '',
      ],
      ['a stream never says STARTED', 'await output.started()\n', '\n'],
      ['a failure is no failure', 'hasFailed = true\n', '\n'],
    ],
  },
  {
    file: 'src/sync/scheduler.ts',
    tests: ['test/sync/scheduler.test.ts'],
    mutants: [
      [
        'the sync ends before all walks have come to rest',
        'while (inFlight > 0) await notifier.notified()\n',
        '',
      ],
      [
        'the first stream is served first, and others starve',
        'leastServed(waiting) ?? runs',
        'waiting[0] ?? runs',
      ],
      [
        'more walks are in flight than may be',
        'inFlight < concurrency ?',
        'inFlight <= concurrency ?',
      ],
      ['nothing is shared', ' ?? runs.find((run) => run.share())', ''],
      [
        'long walks are shared before new windows are begun',
        'return leastServed(waiting) ?? runs.find((run) => run.share())',
        'return runs.find((run) => run.share()) ?? leastServed(waiting)',
      ],
      ['an error that ends the sync does not stop the others', 'quit.abort(thrown)', ''],
      ['an error that ends the sync is lost', 'failures.push(thrown)', ''],
      ['a sync that is stopped goes on', 'while (!signal.aborted) {', 'while (true) {'],
      ['being stopped is not told', 'stop.throwIfAborted()', ''],
      [
        'a walk that has ended is not noticed',
        'inFlight -= 1\n        notifier.notify()',
        'inFlight -= 1',
      ],
    ],
  },
  {
    file: 'src/sync/sync.ts',
    tests: ['test/sync/sync.test.ts'],
    mutants: [
      ['every back-off is announced as RATE_LIMITED', 'if (wasAsked) void Promise', 'void Promise'],
      [
        'no last STATE at SIGTERM',
        'if (thrown instanceof StoppedError) for (const run of runs) await run.stop()',
        '',
      ],
      ['states of others are taken', 'refuseForeignStates(streams, of)', ''],
      [
        'a failed stream is no failure of the sync',
        'return runs.every((run) => !run.hasFailed)',
        'return true',
      ],
      ['a failed login leaves the streams open', 'for (const run of runs) await run.abandon()', ''],
      [
        'a failed login is not told',
        'await writer.write(traceError(toTraceError(explain(thrown)), runtime.now()))',
        '',
      ],
      ['an end date is ignored', 'Math.min(endDate, secondBefore(latest))', 'secondBefore(latest)'],
      ['being told to stop at login is a failure', 'if (thrown === stop.reason) throw thrown', ''],
    ],
  },
  {
    file: 'src/sync/output/stream-output.ts',
    tests: ['test/sync/output/stream-output.test.ts'],
    mutants: [
      [
        'a STATE comes one record late',
        'records - recordsInStates >= limits.records',
        'records - recordsInStates > limits.records',
      ],
      [
        'after 15 s each page gets a STATE',
        'lastStateAt = runtime.now()\n    recordsInStates',
        'recordsInStates',
      ],
      ['no STATE comes by time', 'runtime.now() - lastStateAt >= limits.intervalMs', 'false'],
      [
        'the buffer of a page without picked rows is never given back',
        'if (count === 0) return whenWritten?.()',
        'if (count === 0) return',
      ],
      [
        'a STATE counts all records of the sync',
        'const recordCount = records - recordsInStates',
        'const recordCount = records',
      ],
      ['a state that says nothing new is said', 'if (!isNew(streamState)) return', ''],
      ['RUNNING is said with each page', 'isRunning = true\n', '\n'],

      ['an empty stream never runs', "if (!isRunning) await status('RUNNING')", ''],
    ],
  },
  {
    file: 'src/sync/output/stats.ts',
    tests: ['test/sync/output/stats.test.ts'],
    mutants: [
      ['retries are not counted', 'retry: () => void (sum.retries += 1)', 'retry: () => {}'],
      [
        'rows that were passed over are written',
        'sum.written += rowsWritten',
        'sum.written += rowsRead',
      ],
    ],
  },
  {
    file: 'src/sync/output/drift.ts',
    tests: ['test/sync/output/drift.test.ts'],
    mutants: [
      [
        'names of fields without end are kept',
        'if (before === undefined && counts.size >= KEPT_MAX) return',
        '',
      ],
      [
        'a field that is missing is not told',
        'if (!Object.hasOwn(row, field)) count(differences, `${field} is missing`)',
        '',
      ],
      [
        'a field that is not known is not told',
        'if (!known.has(field)) count(undeclared, cut(field))',
        '',
      ],
      ['every row is looked at', 'if (met > ALL_OF && met % STEP !== 0) return', ''],
    ],
  },
]
