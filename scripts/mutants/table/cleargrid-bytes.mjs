/** From the socket to the rows of a page. */
const TRANSPORT = [
  'test/cleargrid/http/transport.test.ts',
  'test/cleargrid/http/http-adapter.test.ts',
]

export default [
  {
    file: 'src/cleargrid/http/body.ts',
    tests: [...TRANSPORT, 'test/cleargrid/http/body.test.ts'],
    mutants: [
      ['a buffer that grew loses what it had', 'buffer.copy(larger, 0, 0, length)', ''],
      [
        'a torn gzip answer is not noticed',
        '{ maxOutputLength: share.left() }',
        '{ maxOutputLength: share.left(), finishFlush: 2 }',
      ],
      [
        'a body that breaks off is a body',
        "if (!answer.readableEnded) reject(brokenOff({ code: 'ECONNRESET' }))",
        'resolve()',
      ],
      [
        'a body may be as large as it likes once it is unpacked',
        '{ maxOutputLength: share.left() }',
        '{}',
        { tests: ['test/cleargrid/http/body.test.ts'] },
      ],
      [
        'an announced length is believed without bound',
        'if (!share.holds(known)) throw tooLarge()',
        '',
        { tests: ['test/cleargrid/http/body.test.ts'] },
      ],
      [
        'a body that grows is not bounded',
        'if (!share.holds(buffer.length + growth)) return false',
        '',
        { tests: ['test/cleargrid/http/body.test.ts'] },
      ],
      [
        'what a body held is never free again',
        'share.close()',
        '',
        { tests: ['test/cleargrid/http/body.test.ts'] },
      ],
      ['a piece overwrites the one before', 'buffer.set(piece, length)', 'buffer.set(piece, 0)'],
    ],
  },
  {
    file: 'src/cleargrid/http/allowance.ts',
    tests: ['test/cleargrid/http/allowance.test.ts'],
    mutants: [
      ['the smallest body goes first', 'b.bytes - a.bytes', 'a.bytes - b.bytes'],
      ['a body that went still counts', 'bodies.delete(largest[0])\n', ''],
      ['closing gives nothing back', 'close: () => void bodies.delete(own)', 'close: () => {}'],
    ],
  },
  {
    file: 'src/cleargrid/http/buffers.ts',
    tests: ['test/cleargrid/http/buffers.test.ts'],
    mutants: [
      ['a buffer that is too small is used', 'length >= bytes', 'length > 0'],
      ['one buffer is given to two', '|| free.includes(buffer)', ''],
      ['buffers without end are kept', 'free.length > keptMax || ', ''],
    ],
  },
  {
    file: 'src/cleargrid/http/http-adapter.ts',
    tests: [...TRANSPORT, 'test/process/limits.test.ts'],
    mutants: [
      [
        'a signal does not end a request',
        "signal?.addEventListener?.('abort', this.#stop)\n",
        '',
        { tests: TRANSPORT },
      ],
      [
        'a request that is given up keeps its socket',
        'reject(failureFromError(reason, this.#isConnected))\n    this.#request.destroy()',
        'reject(failureFromError(reason, this.#isConnected))',
        { tests: TRANSPORT },
      ],
      [
        'there is no deadline',
        'this.#after(deadlineMs, () =>',
        'this.#after(2 ** 30, () =>',
        { tests: TRANSPORT },
      ],
      [
        'a mute error body is waited for',
        'this.#after(ERROR_BODY_WITHIN_MS, giveUp)',
        '',
        { tests: TRANSPORT },
      ],
      [
        'an unreadable body hides the status',
        'collect(answer, this.#means.tools).then(give, giveUp)',
        'collect(answer, this.#means.tools).then(give, this.#breakOff)',
        { tests: TRANSPORT },
      ],
      [
        'a connection that never comes about is about size',
        'this.#breakOff(this.#isConnected ? noAnswer(deadlineMs) : this.#unconnected(deadlineMs))',
        'this.#breakOff(noAnswer(deadlineMs))',
        { tests: ['test/cleargrid/http/http-adapter.test.ts'] },
      ],
      [
        'connecting has no bound of its own',
        'if (!this.#isConnected) this.#breakOff(this.#unconnected(CONNECT_WITHIN_MS))',
        '',
        { tests: ['test/cleargrid/http/http-adapter.test.ts'] },
      ],
    ],
  },
  {
    file: 'src/cleargrid/http/transport.ts',
    tests: TRANSPORT,
    mutants: [
      [
        'gzip is never asked for',
        "isLoopback(url.hostname) ? 'identity' : 'gzip'",
        "'identity'",
        {
          tests: [
            'test/cleargrid/http/transport.test.ts',
            'test/process/proxy.test.ts',
            'test/cleargrid/http/http-adapter.test.ts',
          ],
        },
      ],
      [
        'a body’s buffer is given back before it is read',
        'const { buffer, length } = answer.data\n',
        'const { buffer, length } = answer.data\n    buffers.giveBack(buffer)\n',
      ],
      [
        'sockets stay open after close',
        'close: () => {\n      httpAgent.destroy()',
        'close: () => {',
        {
          tests: [
            'test/cleargrid/http/transport.test.ts',
            'test/cleargrid/http/http-adapter.test.ts',
          ],
        },
      ],
      ['a body is as long as its buffer', 'body: buffer.subarray(0, length)', 'body: buffer'],
      ['connections are not used again', 'new http.Agent({ keepAlive: true })', 'new http.Agent()'],
    ],
  },
  {
    file: 'src/cleargrid/http/proxy-settings.ts',
    tests: ['test/cleargrid/http/proxy-settings.test.ts'],
    mutants: [['loopback is proxied', 'isLoopback(', '!isLoopback(']],
  },
  {
    file: 'src/cleargrid/http/failure.ts',
    tests: ['test/cleargrid/http/failure.test.ts'],
    mutants: [
      ['a redirect tells its whole address', 'new URL(location).host', 'location'],
      [
        'an HTML refusal is ClearGrid’s own',
        'kindOfStatus(status, isJson || isEmpty)',
        'kindOfStatus(status, true)',
      ],
      ['no connection is a broken one', 'return wasConnected\n', 'return true\n'],
      ['the request id is not told', 'requestId === undefined ? {} : { requestId }', '{}'],
      ['Retry-After is not handed on', 'retryAfter === undefined ? {} : { retryAfter }', '{}'],
    ],
  },
  {
    file: 'src/cleargrid/http/failure-kinds.ts',
    tests: ['test/cleargrid/http/failure.test.ts', 'test/cleargrid/http/failure-kinds.test.ts'],
    mutants: [
      ['408 is a refusal', "  408: 'server',\n", ''],
      ['503 is no overload', "503: 'overloaded'", "503: 'server'"],
      ['504 is trouble of the server', "504: 'gateway-timeout'", "504: 'server'"],
      [
        'a certificate that is not yet valid is untrusted',
        "  CERT_NOT_YET_VALID: 'certificate-expired',\n",
        '',
      ],
      [
        '403 is trouble that passes',
        "status >= 400 && status < 500) return isClearGrids ? 'rejected' : 'in-between'",
        "status >= 400 && status < 500) return 'in-between'",
      ],
    ],
  },
  {
    file: 'src/cleargrid/http/envelope-fault.ts',
    tests: ['test/cleargrid/http/envelope-fault.test.ts'],
    mutants: [
      [
        'a code other than 200 is success',
        'if (status !== 200) return failureFromCode(status)',
        '',
      ],
      [
        'errors beside a success are none',
        'if (Array.isArray(errors)) return errors.length > 0',
        'if (Array.isArray(errors)) return false',
      ],
    ],
  },
  {
    file: 'src/cleargrid/page/envelope.ts',
    tests: ['test/cleargrid/page/parse-page.test.ts'],
    mutants: [
      [
        'a page without nextCursor is the last',
        "if (next === null || (typeof next === 'string' && next !== '')) return next",
        "if (next === null || next === undefined) return null\n  if (typeof next === 'string' && next !== '') return next",
      ],
      [
        'an empty page cursor is one',
        "typeof next === 'string' && next !== ''",
        "typeof next === 'string'",
      ],
      ['a count that is capped is exact', '&& totalExact !== false', ''],
    ],
  },
  {
    file: 'src/cleargrid/page/parse-page.ts',
    tests: [
      'test/cleargrid/page/parse-page.test.ts',
      'test/cleargrid/page/scan-page.test.ts',
      'test/cleargrid/page/strict-json.test.ts',
    ],
    mutants: [
      [
        'every record’s key is renamed',
        'Buffer.concat([prefix, Buffer.from(text), suffix])',
        "Buffer.concat([prefix, Buffer.from(text.replace('public_id', 'publicId')), suffix])",
      ],
      [
        'numbers lose digits',
        'Buffer.concat([prefix, Buffer.from(text), suffix])',
        'Buffer.concat([prefix, Buffer.from(JSON.stringify(JSON.parse(text))), suffix])',
      ],
      [
        'line breaks stay in a row',
        "LINE_BREAK.test(text) ? text.replace(LINE_BREAKS, ' ') : text",
        'text',
      ],
      [
        'a row that is no object is a row',
        'for (const [index, value] of values.entries()) objectAt(value, `body.rows[${index}]`)',
        '',
      ],
      [
        'a byte order mark is part of the answer',
        'BYTE_ORDER_MARK.equals(body.subarray(0, 3)) ? 3 : 0',
        '0',
      ],
      [
        'a key that is a number is none',
        "typeof part === 'number' ?",
        "typeof part === 'bigint' ?",
        {
          tests: ['test/cleargrid/page/key-text.test.ts', 'test/sync/read-keys.test.ts'],
        },
      ],
      [
        'numbers that only their last digits tell apart are one key',
        'memberText(text, field) ?? part',
        'part',
        {
          tests: ['test/cleargrid/page/key-text.test.ts', 'test/sync/read-keys.test.ts'],
        },
      ],
      [
        'rows that were mended are not counted',
        'repaired: texts.filter(({ isRepaired }) => isRepaired).length',
        'repaired: 0',
      ],
    ],
  },
  {
    file: 'src/cleargrid/page/strict-json.ts',
    tests: ['test/cleargrid/page/strict-json.test.ts'],
    mutants: [
      [
        'numbers beyond a double stay',
        'number.length > NUMBER_LENGTH_MAX || !Number.isFinite(Number(number))',
        'number.length > NUMBER_LENGTH_MAX',
      ],
      [
        'halves of pairs stay',
        'withoutRepeats(withoutExcess(withoutHalfPairs(text)))',
        'withoutRepeats(withoutExcess(text))',
      ],
    ],
  },
  {
    file: 'src/cleargrid/page/rows.ts',
    tests: [
      'test/cleargrid/page/scan-page.test.ts',
      'test/cleargrid/page/parse-page.test.ts',
      'test/sync/progress/row-selection.test.ts',
    ],
    mutants: [
      [
        'neighbours are cut wrongly',
        'while (indexes[to] === first + to - from) to += 1',
        'while (indexes[to] !== undefined && to < from + 1) to += 2',
      ],
      ['some rows are all rows', 'if (indexes.length === length) return lines', 'return lines'],
    ],
  },
  {
    file: 'src/cleargrid/page/scan-page.ts',
    tests: [
      'test/cleargrid/page/scan-page-limits.test.ts',
      'test/cleargrid/page/scan-page.test.ts',
    ],
    mutants: [
      [
        'keys are overwritten by the next page',
        'Buffer.from(memory.subarray(where.end, where.keysEnd))',
        'memory.subarray(where.end, where.keysEnd)',
      ],
      ['nothing bounds what WebAssembly’s memory grows to', 'body.length > BODY_BYTES_MAX || ', ''],
      ['bytes that are no UTF-8 are taken', '!isUtf8(body) || ', ''],
      [
        'an instant in an unusual form is none',
        'readInstants(rows, cursorValues, format.cursorField)',
        '',
      ],
      ['what lay behind the last answer is read', 'memory().fill(0, end, end + PADDING)', ''],
      [
        'instants are overwritten by the next page',
        'places.CURSOR_VALUES, rowCount).slice()',
        'places.CURSOR_VALUES, rowCount)',
      ],
    ],
  },
  {
    file: 'src/cleargrid/page/field-table.ts',
    tests: [
      'test/cleargrid/page/scan-page.test.ts',
      'test/cleargrid/page/scan-page-fields.test.ts',
      'test/cleargrid/page/scan-page-limits.test.ts',
      'test/cleargrid/page/field-table.test.ts',
    ],
    mutants: [
      [
        'instants that cannot be read are not seen as differing',
        'isInstant ? INSTANT_BIT : 0',
        '0',
      ],
      [
        'more than 64 fields, or longer names than 48 bytes, are put in',
        'if (isTooMuch || bytes > room) return undefined',
        'if (bytes > room) return undefined',
      ],
      [
        'tables are written beyond their room',
        'if (isTooMuch || bytes > room) return undefined',
        'if (isTooMuch) return undefined',
      ],
      [
        'a dataset whose key is unknown is scanned',
        'if (![...primaryKey, cursorField].every(isKnown)) return undefined',
        '',
      ],
    ],
  },
  {
    file: 'src/sync/walk-pages.ts',
    tests: [
      'test/sync/walk-pages.test.ts',
      'test/sync/read-pages.test.ts',
      'test/sync/read-endless.test.ts',
    ],
    mutants: [
      [
        'there is no bound on empty pages',
        "if (emptyPages >= request.emptyPagesMax) throw failure('empty-pages', emptyPages, request)",
        '',
      ],
      [
        'after a page that seemed enough the walk ends',
        'if (nextPageCursor !== null) next ??= fetch(nextPageCursor)',
        '',
      ],
      [
        'empty pages are counted over the whole walk',
        'page.rows.length === 0 ? emptyPages + 1 : 0',
        'page.rows.length === 0 ? emptyPages + 1 : emptyPages',
      ],
      [
        'the same page cursor may come again',
        'if (seen.has(nextPageCursor)) throw',
        'if (false) throw',
      ],
      [
        'only the page cursor before is remembered',
        'seen.add(nextPageCursor)',
        'seen.clear()\n      seen.add(nextPageCursor)',
      ],
      [
        'an empty page ends the walk',
        'if (nextPageCursor !== null) {',
        'if (nextPageCursor !== null && page.rows.length > 0) {',
      ],
      [
        'a page that nobody wants is asked for ahead',
        'if (request.isEnough?.(page) !== true) next = fetch(nextPageCursor)',
        'next = fetch(nextPageCursor)',
      ],
      [
        'no page is asked for ahead',
        'if (request.isEnough?.(page) !== true) next = fetch(nextPageCursor)',
        '',
      ],
    ],
  },
]
