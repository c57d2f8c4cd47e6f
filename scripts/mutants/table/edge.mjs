/** The process, its commands, the protocol and the settings. */
const SECRETS = ['test/protocol/secrets.test.ts']

export default [
  {
    file: 'src/main.ts',
    tests: ['test/process/bad-input.test.ts'],
    mutants: [
      ['a wrong command line is a success', 'process.exitCode = 2', 'process.exitCode = 0'],
    ],
  },
  {
    file: 'src/process/serve.ts',
    tests: ['test/process/crash.test.ts', 'test/process/verdict.test.ts'],
    mutants: [
      [
        'a crash near the end is not told',
        'interrupted.end((thrown) => void report(thrown, world).catch(() => {}))',
        'interrupted.end(() => {})',
      ],
      [
        'the exit code is 0 on failure',
        'process.exitCode = isDone ? 0 : 1',
        'process.exitCode = 0',
      ],
      ['a crash in a callback is not told', 'interrupted.throwIfCrashed()', ''],
      ['a crash is a quiet end', ' && !(thrown instanceof CrashedError)', ''],
      [
        'of a crash only its kind is told',
        'thrown instanceof CrashedError ? thrown.cause : thrown',
        'thrown',
      ],
      [
        'what is still on its way is cut off',
        'await world.writer.drained()\n    process.exitCode',
        'process.exitCode',
        {
          tests: ['test/process/reader.test.ts', 'test/process/stopping.test.ts'],
          unseen:
            'The process ends only when stdout has taken everything, whoever waited for it; the wait serves the exit code, and that is tried by a full disk',
        },
      ],
      [
        'a failed write is a success',
        'else if (isQuiet(failure)) {',
        'else if (false) {',
        { tests: ['test/process/reader.test.ts'] },
      ],
      [
        'a library may hold the process for ever',
        'endWithin(HELD_FOR_MS)',
        '',
        { tests: ['test/process/stopping.test.ts'] },
      ],
    ],
  },
  {
    file: 'src/process/signals.ts',
    tests: [
      'test/process/reader.test.ts',
      'test/process/stopping.test.ts',
      'test/process/crash.test.ts',
    ],
    mutants: [
      [
        'SIGINT is not listened to',
        "process.on('SIGTERM', onSignal).on('SIGINT', onSignal)",
        "process.on('SIGTERM', onSignal)",
      ],
      [
        'a reader that stands still keeps the process',
        'setTimeout(() => dieBySignal(name), STOP_WITHIN_MS).unref()',
        '',
        { tests: ['test/process/stopping.test.ts'] },
      ],
      ['it ends with an exit code, not of the signal', 'process.kill(process.pid, name)\n', '\n'],
      [
        'as process 1 it never ends',
        'endNow()\n}',
        '}',
        { tests: ['test/process/stopping.test.ts'] },
      ],
      [
        'what nobody caught does not stop the work',
        'stop.abort(crash)',
        '',
        { tests: ['test/process/crash.test.ts'] },
      ],
    ],
  },
  {
    file: 'src/commands/discover/ordering.ts',
    tests: ['test/commands/discover/ordering.test.ts'],
    mutants: [
      [
        'several fields in order are as good as one',
        'if (inOrder.length === 1 && rows.length > 0)',
        'if (inOrder.length > 0 && rows.length > 0)',
      ],
      ['a guess is called proven', 'isGuess: !isProven', 'isGuess: false'],
      ['the catalog is believed against the rows', "isInOrder(rows, listed ?? '', 'desc')", 'true'],
      ['edited rows are not looked for', '(await ask.oldest()) ?? []', '[]'],
    ],
  },
  {
    file: 'src/commands/discover/listed-places.ts',
    tests: ['test/commands/discover/beyond-table.test.ts'],
    mutants: [
      ['every place of the catalog is looked at', 'wanted.slice(0, PLACES_MAX)', 'wanted'],
      [
        'a place is looked at as often as it is listed',
        '!isKnown && !places.has(place)) places.set(place, entry)',
        '!isKnown) places.set(`${places.size}`, entry)',
      ],
    ],
  },
  {
    file: 'src/commands/discover/new-fields.ts',
    tests: ['test/commands/discover/new-fields.test.ts'],
    mutants: [
      ['columns without end', '.slice(0, COLUMNS_MAX)', ''],
      ['the first names are columns, however rare', 'rowsWith(other) - rowsWith(one)', '0'],
    ],
  },
  {
    file: 'src/commands/check.ts',
    tests: ['test/process/verdict.test.ts', 'test/process/check-time.test.ts'],
    mutants: [
      [
        'one stream that cannot be read fails check',
        'if (readable.length === 0) return',
        'if (refusals.length > 0) return',
      ],
      [
        'check succeeds though no stream can be read',
        'if (readable.length === 0) return nothingReadable(reasons)',
        '',
      ],
      [
        'streams that cannot be read are not named',
        "context.runtime.log('WARN', `A stream cannot be read now. ${reason}`)",
        '',
      ],
    ],
  },
  {
    file: 'src/commands/within-time.ts',
    mutants: [
      [
        'check takes as long as ClearGrid wants',
        'const signal = AbortSignal.any([stop, late.signal])',
        'const signal = AbortSignal.any([stop])',
        { tests: ['test/process/check-time.test.ts'] },
      ],
    ],
  },
  {
    file: 'src/commands/connect.ts',
    tests: ['test/process/verdict.test.ts'],
    mutants: [
      [
        'staging reads from production',
        "config.environment === 'staging' ? 'staging' : 'production'",
        "'production'",
      ],
      [
        'tokens are not hidden',
        'onSecret: secrets.add',
        'onSecret: () => {}',
        { tests: ['test/process/secrets.test.ts'] },
      ],
      [
        'the page cursor is in the log',
        "url.replace(/([?&]cursor=)[^&]*/, '$1…')",
        'url',
        { tests: ['test/process/by-hand.test.ts'] },
      ],
    ],
  },
  {
    file: 'src/commands/settings.ts',
    tests: ['test/process/bad-input.test.ts', 'test/process/secrets.test.ts'],
    mutants: [
      [
        'the password is not hidden',
        'for (const secret of secretsIn(raw)) secrets.add(secret)',
        '',
        { tests: ['test/process/secrets.test.ts'] },
      ],
    ],
  },
  {
    file: 'src/config.ts',
    tests: ['test/config.test.ts'],
    mutants: [
      [
        'short secrets are not hidden',
        "typeof value === 'string' ? [value] : []",
        "typeof value === 'string' && value.length > 3 ? [value] : []",
      ],
      ['settings that are wrong are taken', 'if (faults.size === 0) return', 'return'],
      [
        'days are hours',
        'lookbackMs: checked.lookback_days * DAY_MS',
        'lookbackMs: checked.lookback_days * DAY_MS / 24',
      ],
    ],
  },
  {
    file: 'src/time/instant.ts',
    tests: ['test/time/instant.test.ts'],
    mutants: [
      [
        'the second after a whole second is the next',
        'Math.ceil(instant / SECOND_MS) * SECOND_MS',
        '(Math.floor(instant / SECOND_MS) + 1) * SECOND_MS',
        {
          tests: [
            'test/sync/progress/whole-seconds.test.ts',
            'test/sync/whole-seconds-asked.test.ts',
          ],
        },
      ],
      [
        'the second before is the nearest',
        'Math.floor(instant / SECOND_MS) * SECOND_MS',
        'Math.round(instant / SECOND_MS) * SECOND_MS',
        {
          tests: [
            'test/sync/progress/whole-seconds.test.ts',
            'test/sync/whole-seconds-asked.test.ts',
          ],
        },
      ],
      [
        '30 February in the usual form exists',
        '(?:0[1-9]|1\\d|2[0-8])T',
        '(?:0[1-9]|[12]\\d|3[01])T',
      ],
      ['30 February exists', '|| new Date(local).toISOString().slice(0, 10) !== date', ''],
      [
        'digits below the millisecond are rounded up',
        ".slice(0, 3).padEnd(3, '0')",
        ".padEnd(3, '0').replace(/(\\d{3}).+/, '999')",
      ],
      [
        'a zone moves the clock the other way',
        'return local - offsetMs(zone)',
        'return local + offsetMs(zone)',
      ],
    ],
  },
  {
    file: 'src/runtime.ts',
    tests: ['test/runtime.test.ts'],
    mutants: [
      [
        'a sleep that is aborted does not reject with the reason',
        'reject(signal?.reason as Error)',
        "reject(new Error('stopped'))",
      ],
      [
        'a sleep that is aborted before it begins lasts',
        'signal?.throwIfAborted()\n  await new Promise',
        'await new Promise',
      ],
      ['a sleep that is aborted keeps its timer', 'clearTimeout(timer)', 'void timer'],
    ],
  },
  {
    file: 'src/protocol/secrets.ts',
    tests: SECRETS,
    mutants: [
      [
        'only the first occurrence is hidden',
        "text.replaceAll(form, '****')",
        "text.replace(form, '****')",
      ],
      [
        'base64 is hidden only with its padding',
        ".toString('base64').replace(/=+$/, '')",
        ".toString('base64')",
      ],
      ['secrets are not hidden', 'return hideIn(message, longestFirst(forms))', 'return message'],
      ['a form inside another goes first', 'b.length - a.length', 'a.length - b.length'],
      [
        'records are changed',
        "if (!isForOperators && message.type !== 'CONNECTION_STATUS') return message",
        '',
      ],
      [
        'verdicts tell secrets',
        "if (!isForOperators && message.type !== 'CONNECTION_STATUS') return message",
        'if (!isForOperators) return message',
      ],
      [
        'a secret in a URL is told',
        'encodeURIComponent(text), form, json, base64]',
        'json, base64]',
      ],
      ['a secret in JSON is told', 'form, json, base64]', 'form, base64]'],
    ],
  },
  {
    file: 'src/protocol/writer.ts',
    tests: ['test/protocol/writer.test.ts'],
    mutants: [
      [
        'nobody waits for a slow reader',
        'if (!this.#out.write(lines, hasLeft)) await this.#woken()',
        'this.#out.write(lines, hasLeft)',
      ],
      [
        'drained does not wait',
        'while (this.#lost === undefined && this.#onTheirWay > 0) await this.#woken()',
        '',
      ],
      [
        'a full disk is a reader that left',
        "if (reason === undefined || code === 'EPIPE') return new ReaderGoneError()",
        'return new ReaderGoneError()',
      ],
      ['a reader that has gone is not noticed', "out.on('close', () => this.#fail(undefined))", ''],
      [
        'messages are not hidden on their way',
        'await outlet.push(toLine(hidden))',
        'await outlet.push(toLine(message))',
      ],
      [
        'a buffer is free before it is written',
        'const hasLeft = (',
        'whenWritten?.()\n    const hasLeft = (',
      ],
    ],
  },
  {
    file: 'src/protocol/messages.ts',
    tests: ['test/protocol/messages.test.ts'],
    mutants: [
      [
        'records have no line break',
        ',"emitted_at":${emittedAtMs}}}\\n`',
        ',"emitted_at":${emittedAtMs}}}`',
      ],
      [
        'a pause has no reason',
        "reasons: [{ type: 'RATE_LIMITED', rate_limited: { quota_reset: quotaResetMs } }],",
        '',
      ],
    ],
  },
  {
    file: 'src/protocol/state-input.ts',
    tests: ['test/protocol/state-input.test.ts'],
    mutants: [
      [
        'the first state of a stream wins',
        'else states.set(name, state)',
        'else if (!states.has(name)) states.set(name, state)',
      ],
      ['a state that was reset stays', 'if (isNone) states.delete(name)', 'if (isNone) continue'],
      [
        'LEGACY states are taken for none',
        "if (type !== 'STREAM') throw unusable(body)",
        "if (type !== 'STREAM') return []",
      ],
      [
        'what is shared is ignored',
        'if (isShared || !Array.isArray(streams)) throw unusable(body)',
        'if (!Array.isArray(streams)) throw unusable(body)',
      ],
    ],
  },
  {
    file: 'src/protocol/trace-error.ts',
    tests: ['test/protocol/trace-error.test.ts'],
    mutants: [
      [
        'an operator’s error has a stack',
        'isDefect && thrown instanceof Error',
        'thrown instanceof Error',
      ],
      [
        'who must act is not told',
        'failure_type: error.failureType',
        "failure_type: 'system_error'",
      ],
      [
        'which stream failed is not told',
        'stream === undefined ? {} : { stream_descriptor: { name: stream } }',
        '{}',
      ],
    ],
  },
]
