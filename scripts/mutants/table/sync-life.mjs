/** A walk, a stream and a whole sync, while they live. */
const WALK = ['test/sync/walk-window.test.ts']
const READER = [
  'test/sync/progress/stream-progress.test.ts',
  'test/sync/stream-given-up.test.ts',
  'test/sync/stream-reader.test.ts',
  'test/sync/stream-sharing.test.ts',
  'test/sync/stream-counts.test.ts',
]
const RUN = ['test/sync/stream.test.ts']
const BEYOND = ['test/sync/beyond.test.ts', 'test/sync/read-endless.test.ts']

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
        'await context.output.maybeCheckpoint(context.progress.state)',
        '',
      ],
      ['disorder is not told', 'progress.disorder()\n', ''],
      [
        'disorder takes nothing back',
        "if (task.pass === 'read') progress.take({ pass: 'taken back', window: partOf(walk) })",
        '',
      ],
      [
        'after disorder places in a window are claimed',
        'if (progress.state.isUnordered) return',
        '',
        { tests: [...WALK, 'test/sync/read-disorder.test.ts'] },
      ],
      [
        'disorder is no STATE of its own',
        'void output.checkpoint(progress.state).catch(() => {})',
        '',
        { tests: [...WALK, 'test/sync/stream-reader.test.ts'] },
      ],
      [
        'the total of a part is that of the window',
        'walk.rowsExpected = isWhole ? exactTotal(page) : undefined',
        'walk.rowsExpected = exactTotal(page)',
        { tests: [...WALK, 'test/sync/read-echo.test.ts'] },
      ],
      ['a count is not noticed', 'counting.observe(page.total)', ''],
      [
        'rows around a window are of its count',
        'leaveOut(walk, around)',
        '',
        { tests: [...WALK, 'test/sync/whole-seconds-asked.test.ts'] },
      ],
      [
        'rows that come again and again are not noticed',
        'guards.repeats.look(rows, isLater(walk.position, before), action)',
        '',
        { tests: [...WALK, 'test/sync/read-endless.test.ts'] },
      ],
      [
        'rows out of order without end are not noticed',
        'guards.rounds.look(rows, walk.position.isOrdered, action)',
        '',
        { tests: [...WALK, 'test/sync/read-endless.test.ts'] },
      ],
      [
        'a page that lies beyond the window is written',
        'if (await liesBeyond(walk, page, context, own.signal)) {',
        'if (false) {',
        { tests: BEYOND },
      ],
      [
        'a page that lies beyond the window keeps its memory',
        'page.rows.release()\n        return',
        'return',
        { tests: BEYOND },
      ],
      [
        'a walk goes on into the part that it handed over',
        'if (walk.hasHandedOver && hasReachedItsEnd(walk, lastInstantOf(page))) return',
        '',
        { tests: [...WALK, 'test/sync/read-parallel.test.ts'] },
      ],
      [
        'rows that were mended are not told',
        'if (rows.repaired > 0) drift.note(REPAIRED, rows.repaired)',
        '',
      ],
      ['drift is not looked for', 'observe(rows, toWrite, drift)', ''],
      ['progress is not told', 'context.onPage()', ''],
      [
        'a page that came does not end a time of failures',
        'context.progress.pageCame()',
        '',
        { tests: ['test/sync/stream-given-up.test.ts'] },
      ],
    ],
  },
  {
    file: 'src/sync/beyond.ts',
    tests: BEYOND,
    mutants: [
      [
        'the first page may lie beyond its window',
        'if (walk.pages === 0 || walk.hasHandedOver',
        'if (walk.hasHandedOver',
      ],
      [
        'what was handed over is asked for once more',
        'walk.hasHandedOver || walk.keepsFilter',
        'walk.keepsFilter',
      ],
      [
        'each page beyond is asked for once more though the filter was kept',
        ' || walk.keepsFilter || ',
        ' || ',
      ],
      ['it is forgotten that the filter was kept', 'walk.keepsFilter = !isElsewhere', ''],
      [
        'one row beyond the window ends the walk',
        'if (first === undefined || !hasReachedItsEnd(walk, first)) return false',
        'if (first === undefined) return false',
        {
          unseen:
            'The second of a row before the end begins before the end as well, which the condition on that second says again',
        },
      ],
      [
        'one row that is not beyond is overlooked',
        'if (!hasReachedItsEnd(walk, rows.cursorValue(rows.length - 1))) return false',
        '',
      ],
      [
        'rows of the second in which the window ends are another’s',
        'if (since < walk.until) return false',
        '',
      ],
      [
        'rows beyond the window are always another’s',
        '(await keysIn(second, context, signal)).has(rows.key(0))',
        'true',
      ],
      [
        'rows beyond the window are never another’s',
        '(await keysIn(second, context, signal)).has(rows.key(0))',
        'false',
      ],
      [
        'a row is looked for from its window’s end on',
        'const second = { since, until: since + SECOND_MS }',
        'const second = { since: walk.until, until: since + SECOND_MS }',
      ],
      [
        'the memory of the page that proves it is never given back',
        'rows.release()\n    return keys',
        'return keys',
      ],
      [
        'a proof that is too much ends the walk',
        "if (thrown instanceof ClientFailure && thrown.kind === 'too-much-asked') return new Set()",
        '',
      ],
      [
        'whatever goes wrong proves nothing',
        "if (thrown instanceof ClientFailure && thrown.kind === 'too-much-asked') return new Set()",
        'if (thrown instanceof ClientFailure) return new Set()',
      ],
      [
        'the request that proves it is not counted',
        ", timeoutsAre: 'size', traffic: stats }",
        ", timeoutsAre: 'size' }",
      ],
      [
        'the request that proves it outlives the walk',
        'client.fetchPage(request, signal)',
        'client.fetchPage(request)',
      ],
    ],
  },
  {
    file: 'src/sync/walk-next.ts',
    tests: READER,
    mutants: [
      [
        'the last STATE of a stopped stream says finished',
        'progress.interrupt(walk)\n',
        '\n',
        { tests: [...READER, ...RUN] },
      ],
      ['a walk that is over is still under way', 'progress.end(walk)', ''],
      [
        'a window that failed counts as read',
        'await recover(walk, thrown, context)\n    return',
        'await recover(walk, thrown, context)',
      ],
      [
        'what ends the whole sync is a failure of the stream',
        'thrown instanceof EndOfWorkError',
        'false',
        { tests: RUN },
      ],
      [
        'a reader that has gone is a failure of the stream',
        'thrown instanceof EndOfWorkError',
        'thrown === signal.reason',
        { tests: RUN },
      ],
      ['that less was asked for is not counted', 'if (left.timeouts > 0) stats.madeSmaller()', ''],
      [
        'a restart counts as asking for less',
        'if (left.timeouts > 0) stats.madeSmaller()',
        'stats.madeSmaller()',
      ],
      [
        'a window that failed is passed over in silence',
        'if (isFirst) await output.failed(thrown)',
        'if (isFirst) {}',
        { tests: [...READER, ...RUN] },
      ],
      [
        'several TRACE ERRORs for one stream',
        'if (isFirst) await output.failed(thrown)\n  else runtime',
        'await output.failed(thrown)\n  if (!isFirst) runtime',
        { tests: [...READER, ...RUN] },
      ],
      [
        'what else fails of a stream is told nowhere',
        "else runtime.log('WARN', `Set aside",
        "else String('WARN', `Set aside",
        { tests: [...READER, ...RUN] },
      ],
      [
        'where a walk goes on is told nowhere',
        "runtime.log('INFO', `${messageOf(explain(thrown))} Continuing",
        "String('INFO', `${messageOf(explain(thrown))} Continuing",
      ],
      [
        'a window is closed without a STATE',
        'await output.checkpoint(progress.state)',
        '',
        { tests: [...READER, ...RUN] },
      ],
      [
        'how a window compares is not counted',
        'if (verdict !== undefined) stats.windowClosed(verdict)',
        '',
      ],
      [
        'a window that was short is told nowhere',
        'if (shortfall !== undefined) tellShortfall(shortfall, context)',
        '',
      ],
      [
        'each second look is told as if it were the first',
        "if (isSecondLook) runtime.log('WARN'",
        "if (false) runtime.log('WARN'",
      ],
      [
        'every estimate is told',
        ' || !isNews(estimate, progress.lastEstimate)) return',
        ') return',
      ],
      ['an estimate of nothing is told', ' || estimate === 0 || ', ' || '],
      ['it is forgotten which estimate was told', 'progress.lastEstimate = estimate\n', ''],
      ['there is no estimate', 'await output.estimated(estimate)', ''],
    ],
  },
  {
    file: 'src/sync/progress/stream-progress.ts',
    tests: READER,
    mutants: [
      [
        'what was learned is never saved',
        ', learned: toLearnedSize(this.size) }',
        ' }',
        { tests: [...READER, 'test/sync/read-set-aside.test.ts'] },
      ],
      [
        'a stream that has given up goes on',
        'if (this.#failures.haveGivenUp) this.#tasks.clear()',
        'if (false) this.#tasks.clear()',
      ],
      [
        'what is left is walked though the stream has given up',
        'if (!this.#failures.haveGivenUp) this.#tasks.putBack(task)',
        'this.#tasks.putBack(task)',
      ],
      [
        'what is left of a walk is forgotten',
        'if (!this.#failures.haveGivenUp) this.#tasks.putBack(task)',
        '',
      ],
      [
        'the last STATE of a failed stream says finished',
        ' && !this.hasFailed\n',
        '\n',
        { tests: [...READER, ...RUN] },
      ],
      [
        'the last STATE of a stream with walks under way says finished',
        'this.isDone && this.#walks.size === 0 && ',
        'this.isDone && ',
        { tests: [...READER, ...RUN] },
      ],
      [
        'the last STATE of a stream with windows to walk says finished',
        'const isWhole = this.isDone && ',
        'const isWhole = ',
        { tests: [...READER, ...RUN] },
      ],
      [
        'the last STATE never says finished',
        'if (isWhole) this.#state = finished(this.#state)',
        '',
      ],
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
        "if (walk.task.pass === 'read') {\n      this.#closed",
        '{\n      this.#closed',
      ],
      [
        'rechecks under way count in the estimate',
        ".filter(({ task }) => task.pass === 'read')",
        '',
      ],
      [
        'a stream that has given up shares',
        'this.#failures.haveGivenUp || this.#state',
        'this.#state',
      ],
      ['a stream whose rows are in no order is shared', ' || this.#state.isUnordered || ', ' || '],
      [
        'a stream is shared while a walk probes',
        'this.#state.isUnordered || !mayBegin(this.size)) return false',
        'this.#state.isUnordered) return false',
      ],
      [
        'a window begins while a walk probes',
        'return !this.isDone && mayBegin(this.size)',
        'return !this.isDone',
      ],
      ['windows without counting never end', 'this.counting.windowClosed()', ''],
      ['a failed part of what was shared spoils nothing', 'shared?.spoil()', ''],
      [
        'what was shared stays claimed though its last part failed',
        "if (shared?.leave() === true) this.take({ pass: 'taken back', window: shared.window })",
        '',
      ],
      [
        'what a walk read of what was shared is forgotten when it fails',
        'walk.shared?.add(rowsSettled(walk), walk.kept)',
        '',
      ],
      [
        'a bad end is never left alone',
        'else if (this.#failures.isTimeToTurn) this.#tasks.turnRound()',
        '',
      ],
      ['a window that was read is no success', 'this.#failures.oneSucceeded()', ''],
      ['a page that came ends no time of failures', 'this.#failures.onPage()', ''],
      [
        'asking goes on for ever where nothing answers',
        'const left = this.#failures.hasFailedTooLong(nowMs)',
        'const left = false',
      ],
      [
        'a stream whose rows once came out of order goes on in mid-window',
        'leftAfter(thrown, walk, this.#state.isUnordered)',
        'leftAfter(thrown, walk)',
      ],
      ['a window that is set aside is no failure', 'this.#failures.add(thrown, nowMs)', ''],
      ['counts are not compared', 'return settleCount(walk, this)', 'return {}'],
      [
        'a window that was read to its end is not folded',
        'this.take(checkpointFor(walk.task, partOf(walk), walk))',
        '',
      ],
      [
        'windows that are closed teach nothing',
        'this.size = windowRead(this.size, {',
        'windowRead(this.size, {',
      ],
      ['a walk that is over still probes', 'this.size = endWalk(this.size, walk.role)', ''],
      ['a walk that is over is still shared', 'this.#walks.delete(walk)\n', ''],
      [
        'long runs of empty pages change nothing',
        'if (isTooLong(thrown, left)) this.size',
        'if (false) this.size',
        { tests: [...READER, 'test/sync/read-endless.test.ts'] },
      ],
      ['the shortest walk is shared', 'pagesLeft(b) - pagesLeft(a)', 'pagesLeft(a) - pagesLeft(b)'],
      [
        'what was handed over is read by nobody',
        'if (part !== undefined) this.#tasks.putBack(part)',
        '',
      ],
      [
        'disorder is forgotten by the state',
        'this.#state = { ...this.#state, isUnordered: true }',
        '',
        { tests: [...READER, ...WALK, 'test/sync/read-disorder.test.ts'] },
      ],
      [
        'a failure ends the probing for ever',
        'this.size = giveUpSearch(this.size)\n',
        '\n',
        { tests: [...READER, 'test/sync/read-set-aside.test.ts'] },
      ],
      [
        'what was interrupted is done',
        'interrupt({ task }: Walk): void {\n    this.#tasks.putBack(task)',
        'interrupt({ task }: Walk): void {\n    void task',
        { tests: [...READER, ...RUN] },
      ],
      [
        'what was learned before is forgotten',
        'startRequestSize(plan.state.learned, sizeMax)',
        'startRequestSize(undefined, sizeMax)',
        { tests: [...READER, 'test/sync/read-set-aside.test.ts'] },
      ],
    ],
  },
  {
    file: 'src/sync/stream.ts',
    tests: RUN,
    mutants: [
      [
        'a failed stream closes as whole',
        'this.hasFailed ? output.incomplete() : output.completed()',
        'output.completed()',
      ],
      [
        'a late pause is told after the end',
        "if (this.#life === 'reading') await this.#context.output.waiting(until)",
        'await this.#context.output.waiting(until)',
      ],
      [
        'a pause is never told',
        "if (this.#life === 'reading') await this.#context.output.waiting(until)",
        '',
      ],
      [
        'a stream ends while walks are under way',
        ' || this.#walksInFlight > 0) return',
        ') return',
      ],
      ['a stream ends while windows are left', ' || !progress.isDone || ', ' || '],
      [
        'a stream ends twice',
        "if (this.#life === 'ended' || !progress",
        'if (!progress',
        {
          unseen:
            'It is asked for only when a walk has ended, and no walk begins after the one that ended last',
        },
      ],
      [
        'the last STATE is left out',
        'await this.#sayLastState()\n    this.#report()',
        'this.#report()',
      ],
      [
        'what is said at the end is left out',
        'await this.#sayLastState()\n    this.#report()',
        'await this.#sayLastState()',
      ],
      [
        'being stopped says no STATE',
        "if (this.#life === 'reading') await this.#sayLastState()",
        '',
      ],
      [
        'a stream that has ended says its last STATE again when the sync is stopped',
        "if (this.#life === 'reading') await this.#sayLastState()",
        'await this.#sayLastState()',
        {
          unseen:
            'Its last state was said when it ended, and stream-output says no state twice: what the condition saves is a look',
        },
      ],
      ['a walk that failed stays in flight', 'this.#walksInFlight -= 1\n', '\n'],
      [
        'a stream never ends after its last walk',
        'this.#walksInFlight -= 1\n    }\n    await this.endIfDone()',
        'this.#walksInFlight -= 1\n    }',
      ],
      ['a failure is no failure', 'return this.#context.progress.hasFailed', 'return false'],
      [
        'nothing can be shared',
        'return this.#context.progress.share()',
        'return false',
        { tests: ['test/sync/read-parallel.test.ts', ...RUN] },
      ],
      [
        'differences are not told at the end',
        "for (const line of differences) runtime.log('WARN', `${stream.name}: ${line}.`)",
        '',
        { tests: ['test/sync/read-direct.test.ts', 'test/sync/sync.test.ts', ...RUN] },
      ],
      [
        'what a stream cost is told in milliseconds',
        '(this.#now() - this.#startedAt) / 1000',
        'this.#now() - this.#startedAt',
      ],
      [
        'what a stream cost is told to nobody',
        'this.#onEnd?.(stream.name, { ...stats.figures(), seconds })',
        '',
        { tests: ['test/sync/sync.test.ts', ...RUN] },
      ],
    ],
  },
  {
    file: 'src/sync/start-stream.ts',
    tests: RUN,
    mutants: [
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
        'another’s state is gone on from in full refresh',
        'return before?.of !== undefined && before.of !== of ? undefined : before',
        'return before',
      ],
      [
        'a state without an owner is nobody’s',
        'return before?.of !== undefined && before.of !== of ? undefined : before',
        'return before?.of !== of ? undefined : before',
        { tests: [...RUN, 'test/sync/read-owner.test.ts'] },
      ],
      [
        'a state does not say whose it is',
        'state: { ...planned.state, of } }',
        'state: { ...planned.state } }',
      ],
      ['an empty plan never ends', 'await stream.endIfDone()\n', '\n'],
      ['a state from the future does not come back', 'await output.unchanged(rawBefore)', ''],
      [
        'a stream of which there is nothing to read never ends',
        'await output.unchanged(rawBefore)\n  await output.completed()',
        'await output.unchanged(rawBefore)',
      ],
      ['a stream never says STARTED', 'await output.started()\n', '\n'],
      [
        'a state of the future is believed',
        'believed(own, syncMode, times, drift.note)',
        'own',
        { tests: ['test/sync/read-future.test.ts'] },
      ],
      [
        'direct datasets have no longer windows than others',
        "filter === 'direct' ? { ...sizeMax",
        "filter === 'none' ? { ...sizeMax",
        { tests: ['test/sync/read-direct.test.ts', ...RUN] },
      ],
      [
        'all datasets have the longer windows of direct ones',
        "return filter === 'direct' ?",
        'return true ?',
        { tests: ['test/sync/read-direct.test.ts', ...RUN] },
      ],
      [
        'a STATE comes by time only after an hour',
        'const CHECKPOINT_INTERVAL_MS = 15_000',
        'const CHECKPOINT_INTERVAL_MS = 3_600_000',
        { tests: ['test/sync/sync.test.ts', 'test/sync/read-pages.test.ts', ...RUN] },
      ],
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
        'leastServed(waiting) ?? streams',
        'waiting[0] ?? streams',
      ],
      [
        'more walks are in flight than may be',
        'inFlight < concurrency ?',
        'inFlight <= concurrency ?',
      ],
      ['nothing is shared', ' ?? streams.find((stream) => stream.share())', ''],
      [
        'long walks are shared before new windows are begun',
        'return leastServed(waiting) ?? streams.find((stream) => stream.share())',
        'return streams.find((stream) => stream.share()) ?? leastServed(waiting)',
      ],
      [
        'an error that ends the sync does not stop the others',
        'quit.abort(new StoppedError())',
        '',
      ],
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
        'if (thrown instanceof StoppedError) for (const stream of reading) await stream.stop()',
        '',
      ],
      ['states of others are taken', 'refuseForeignStates(streams, of)', ''],
      [
        'a failed stream is no failure of the sync',
        'return reading.every((stream) => !stream.hasFailed)',
        'return true',
      ],
      [
        'a failed login leaves the streams open',
        "await writer.write(streamStatus(definition.name, 'INCOMPLETE', runtime.now()))",
        '',
      ],
      [
        'without ClearGrid’s clock ours is trusted to the second',
        'const CLOCK_DOUBT_MS = 2 * DAY_MS',
        'const CLOCK_DOUBT_MS = 0',
        { tests: ['test/sync/sync.test.ts', 'test/sync/read-future.test.ts'] },
      ],
      [
        'a failed login is not told',
        'await writer.write(traceError(toTraceError(explain(thrown)), runtime.now()))',
        '',
      ],
      [
        'an end date is ignored',
        'Math.min(endDate, secondBefore(serverNow ?? ourNow))',
        'secondBefore(serverNow ?? ourNow)',
      ],
      [
        'being told to stop at login is a failure',
        'if (thrown instanceof EndOfWorkError) throw thrown',
        '',
      ],
    ],
  },
  {
    file: 'src/sync/output/stream-output.ts',
    tests: ['test/sync/output/stream-output.test.ts'],
    mutants: [
      [
        'the buffer of a page without picked rows is never given back',
        'if (count === 0) return whenWritten?.()',
        'if (count === 0) return',
      ],
      ['RUNNING is said with each page', 'isRunning = true\n', '\n'],

      ['an empty stream never runs', "if (!isRunning) await status('RUNNING')", ''],
    ],
  },
  {
    file: 'src/sync/output/states-said.ts',
    tests: ['test/sync/output/stream-output.test.ts'],
    mutants: [
      [
        'a STATE comes one record late',
        'this.#recordsInStates >= this.#limits.records',
        'this.#recordsInStates > this.#limits.records',
      ],
      [
        'after 15 s each page gets a STATE',
        'this.#lastStateAt = this.#runtime.now()\n    this.#recordsInStates',
        'this.#recordsInStates',
      ],
      [
        'no STATE comes by time',
        'this.#runtime.now() - this.#lastStateAt >= this.#limits.intervalMs',
        'false',
      ],
      [
        'a STATE counts all records of the sync',
        'const recordCount = this.#records - this.#recordsInStates',
        'const recordCount = this.#records',
      ],
      ['a state that says nothing new is said', 'if (!this.#isNew(streamState)) return', ''],
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
