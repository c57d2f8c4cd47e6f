/** The row scanner: its grammar, what it knows of a row, and the lines that it writes. */
const SCANNER = [
  'test/cleargrid/page/scan-page-grammar.test.ts',
  'test/cleargrid/page/scan-page-limits.test.ts',
  'test/cleargrid/page/scan-page-fields.test.ts',
  'test/cleargrid/page/scan-page.test.ts',
]

export default [
  {
    file: 'assembly/fields.ts',
    tests: SCANNER,
    mutants: [
      [
        '1e-5 passes as an integer',
        'if ((byte | 0x20) == 0x65) return 0',
        'if ((byte | 0x20) == 0x65) return types',
      ],
      [
        '1.5 passes as an integer',
        'if (byte == 0x2e) types = NUMBER',
        'if (byte == 0x2e) types = NUMBER | INTEGER',
      ],
      [
        'a row that lacks a field does not differ',
        'if (isTop && popcnt(seen) != fields) differs = true',
        'if (isTop && popcnt(seen) > fields) differs = true',
      ],
      [
        'the name of a field may be written with escapes',
        'if (nameEnd == INVALID || sawEscape) return INVALID\n      field',
        'if (nameEnd == INVALID) return INVALID\n      field',
      ],
      [
        'a key may be empty, or hold escapes',
        'if (sawEscape || end - p == 2) return INVALID',
        'if (false) return INVALID',
      ],
      [
        'the cursor value of the row before counts for one that has none',
        'cursorValue = NaN\n  changedAt = NaN\n  differs = false',
        'changedAt = NaN\n  differs = false',
      ],
      [
        'text that is no instant passes for one',
        'if (isNaN(instant)) differs = true',
        'if (false) differs = true',
      ],
      [
        'text passes where there must be none',
        'if ((types & STRING) == 0) differs = true',
        'if ((types & STRING) == 0) differs = false',
      ],
      [
        'an object passes where there must be none',
        'if ((types & OBJECT) == 0) differs = true',
        'if (false) differs = true',
      ],
      [
        'the instant of the change is taken for the place',
        'if ((roles & CHANGED_AT) != 0) changedAt = instant',
        'if ((roles & CHANGED_AT) != 0) cursorValue = instant',
      ],
    ],
  },
  {
    file: 'assembly/instant.ts',
    tests: SCANNER,
    mutants: [
      [
        '29 February 1900 exists',
        '(year % 100 != 0 || year % 400 == 0) ? 29 : 28',
        'true ? 29 : 28',
      ],
      ['text behind the zone is ignored', ' || p + 6 != end || ', ' || '],
      ['text behind Z is ignored', 'return p + 1 == end ? <f64>ms : NaN', 'return <f64>ms'],
      [
        'the zone moves the clock the other way',
        'zone == PLUS ? <f64>ms - offset',
        'zone != PLUS ? <f64>ms - offset',
      ],
      [
        'the hour 24 exists',
        'hour > 23 || minute > 59 || second > 59',
        'hour > 24 || minute > 59 || second > 59',
      ],
      ['the second 60 exists', 'minute > 59 || second > 59)', 'minute > 59 || second > 60)'],
      ['a fraction may have no digit', 'if (p == first) return NaN', 'if (p < first) return NaN'],
      [
        'a day has 1,000 milliseconds more',
        'const DAY_MS: f64 = 86_400_000',
        'const DAY_MS: f64 = 86_401_000',
      ],
    ],
  },
  {
    file: 'assembly/bytes.ts',
    tests: SCANNER,
    mutants: [
      ['g is a hex digit', '(byte | 0x20) - 0x61 < 6', '(byte | 0x20) - 0x61 < 7'],
      [': is a digit', 'return byte - ZERO < 10', 'return byte - ZERO <= 10'],
      [
        'names are alike that begin alike',
        'left -= 16\n  }\n  return true',
        'left = 0\n  }\n  return true',
      ],
    ],
  },
  {
    file: 'assembly/json.ts',
    tests: SCANNER,
    mutants: [
      [
        'control characters from 0x10 on may stand in text',
        'i8x16.lt_u(chunk, i8x16.splat(<i8>BLANK))',
        'i8x16.lt_u(chunk, i8x16.splat(0x10))',
      ],
      [
        '`1.` is a number',
        'p = endOfDigits(p + 1)\n    if (p == INVALID) return INVALID',
        'p += 1\n    while (isDigit(byteAt(p))) p += 1',
      ],
      [
        'a form feed is a blank',
        'byte != BLANK && byte != TAB',
        'byte != BLANK && byte != TAB && byte != 0x0c',
      ],
      [
        'an object may end with a comma',
        'p = endOfBlanks(p + 1)\n  }\n}\n\nfunction endOfList',
        'p = endOfBlanks(p + 1)\n    if (byteAt(p) == CLOSE_OBJECT) return p + 1\n  }\n}\n\nfunction endOfList',
      ],
      [
        'a list may end with a comma',
        'p = endOfBlanks(p + 1)\n  }\n}\n\n/** From the end',
        'p = endOfBlanks(p + 1)\n    if (byteAt(p) == CLOSE_LIST) return p + 1\n  }\n}\n\n/** From the end',
      ],
      ['a solidus with an escape is left to JSON.parse', '    case SLASH:\n', ''],
      [
        'a number may begin with zeros',
        'if (byteAt(p) == ZERO) p += 1\n  else {',
        'if (false) p += 1\n  else {',
      ],
      [
        'an exponent may have three digits',
        'const EXPONENT_DIGITS_MAX: usize = 2',
        'const EXPONENT_DIGITS_MAX: usize = 3',
      ],
      [
        'a name may have no colon',
        'byteAt(p) == COLON ? endOfBlanks(p + 1) : INVALID',
        'byteAt(p) == COLON ? endOfBlanks(p + 1) : p',
      ],
      ['a row over several lines is not noticed', 'sawLineBreak = true', 'sawLineBreak = false'],
      [
        'nothing is nested too deep',
        'if (depth >= DEPTH_MAX) return INVALID',
        'if (depth >= 4_000_000) return INVALID',
      ],
    ],
  },
  {
    file: 'assembly/page.ts',
    tests: SCANNER,
    mutants: [
      ['one row more than there is room for', 'rowCount == ROWS_MAX', 'rowCount > ROWS_MAX'],
      [
        'names of the envelope with escapes are read as written',
        'if (nameEnd == INVALID || sawEscape) return INVALID',
        'if (nameEnd == INVALID) return INVALID',
      ],
      [
        'of two lists of rows the first one counts',
        'if (isWanted && found) return INVALID',
        'if (false) return INVALID',
      ],
      [
        'text behind the answer is ignored',
        'listStart != 0 && endOfBlanks(p) == end',
        'listStart != 0',
      ],
      [
        'a row without its key is one',
        'if (end == INVALID || !hasKey) return INVALID',
        'if (end == INVALID) return INVALID',
      ],
      [
        'only the first row may have line breaks',
        'hasLineBreaks = hasLineBreaks || sawLineBreak',
        'hasLineBreaks = sawLineBreak',
      ],
      [
        'rows that were mended are not counted',
        'if (sawHalfPair) repairedCount += 1',
        'if (false) repairedCount += 1',
      ],
    ],
  },
  {
    file: 'assembly/surrogate.ts',
    tests: SCANNER,
    mutants: [
      [
        'a low half may follow a low half',
        '(byteAt(p + 3) | 0x20) < 0x63 && isLowHalf(p + 6)',
        'isLowHalf(p + 6)',
      ],
      ['halves of pairs stay', 'store<u32>(p + 2, FFFD)', ''],
      [
        'any escape is a low half',
        'if ((byteAt(p + 2) | 0x20) != 0x64 || (byteAt(p + 3) | 0x20) < 0x63) return false',
        '',
      ],
    ],
  },
  {
    file: 'assembly/lines.ts',
    tests: SCANNER,
    mutants: [
      ['line breaks stay in a row', 'if (hasLineBreaks) removeBreaks(to, length)', ''],
      ['the keys touch each other', 'if (row > 0) {', 'if (row > 1_000_000) {'],
      [
        'keys are where they were in the body',
        'store<u32>(span, load<u32>(span, 8) + <u32>moved, 8)',
        '',
      ],
    ],
  },
  {
    file: 'assembly/names.ts',
    tests: SCANNER,
    mutants: [
      [
        'an unknown field may come twice',
        'sameBytes(load<u32>(place), name, length)) return false',
        'sameBytes(load<u32>(place), name, length)) return true',
      ],
      [
        'there is room for one name more',
        'if (count == NAMES_MAX) return false',
        'if (count > NAMES_MAX) return false',
      ],
    ],
  },
]
