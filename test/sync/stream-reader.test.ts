import { StoppedError, SystemError } from '../../src/errors'
import { MINUTE_MS } from '../../src/time/instant'
import { reading } from '../support/read-stream'
import {
  keysIn,
  minuteOf,
  minutes,
  pageOf,
  rowsIn,
  statesIn,
  wordsOf,
  type Asked,
} from '../support/walks'
import { pages } from '../support/walked'
import { EMPTY_PAGES, NO_LOGIN, tooMuchAsked } from '../support/failures'

const TOO_MUCH = tooMuchAsked()
const LOST = new SystemError('no window could be read')
const sinceOf = ({ window }: Asked): number => minuteOf(window.since)
const lengthOf = ({ window }: Asked): number => (window.until - window.since) / MINUTE_MS

test('windows are read one after the other, each closed by a STATE, and the last one says finished', async () => {
  const stream = reading((asked) => pageOf(rowsIn(asked)), { windowMinutes: 20 })

  await stream.toTheEnd()

  expect(stream.windowsAsked()).toEqual(['0-20', '20-40', '40-60'])
  expect(wordsOf(stream.said).filter((word) => word === 'STATE')).toHaveLength(4)
  expect(statesIn(stream.said).map(({ watermark }) => watermark)).toEqual([
    ...['2026-01-01T00:00:00.000Z', '2026-01-01T00:20:00.000Z', '2026-01-01T00:40:00.000Z'],
    '2026-01-01T00:40:00.000Z',
  ])
  expect(statesIn(stream.said).map((state) => 'unfinished' in state)).toEqual([
    ...[true, true, true, false],
  ])
})

test('what is too much is asked for in pieces, and what was learned is in the STATE', async () => {
  const stream = reading((asked) => {
    if (lengthOf(asked) > 30) throw TOO_MUCH
    return pageOf(rowsIn(asked))
  })

  await stream.toTheEnd()

  expect(keysIn(stream.said)).toEqual(expect.arrayContaining(['r0', 'r30']))
  expect(statesIn(stream.said).at(-1)).toMatchObject({
    learned: { window_ms: expect.any(Number) as number },
  })
  expect(stream.stats.summary('s', 1, 0)).toContain('after which less was asked for once')
})

test('windows that were read to their end make longer ones worth a trial', async () => {
  const learned = { windowMs: MINUTE_MS, pageSize: 100 }
  const stream = reading(() => pageOf(''), { state: { learned }, windowMinutes: 32 })

  await stream.toTheEnd()

  expect(stream.asked.map(lengthOf).slice(0, 4)).toEqual([2, 4, 8, 16])
})

describe('a window that fails for good', () => {
  const bad = (asked: Asked): boolean => sinceOf(asked) === 20

  test('is told, leaves a hole in the state, and does not let the last STATE say finished', async () => {
    const stream = reading(
      (asked) => {
        if (bad(asked)) throw LOST
        return pageOf(rowsIn(asked))
      },
      { windowMinutes: 20 },
    )

    await stream.toTheEnd()

    expect(stream.failures).toEqual([LOST])
    expect(keysIn(stream.said)).toEqual(['r0', 'r40'])
    expect(statesIn(stream.said).at(-1)).toMatchObject({
      watermark: '2026-01-01T00:20:00.000Z',
      ahead: [{ since: '2026-01-01T00:40:00.000Z', until: '2026-01-01T01:00:00.000Z' }],
      unfinished: { mode: 'incremental' },
    })
  })

  test('three times in a row: it goes on from the other end', async () => {
    const stream = reading(
      (asked) => {
        if (sinceOf(asked) < 4) throw LOST
        return pageOf('')
      },
      { windowMinutes: 1, unread: [minutes(0, 8)] },
    )

    await stream.toTheEnd()

    expect(stream.asked.map(sinceOf)).toEqual([0, 1, 2, 7, 6, 5, 4, 3])
  })

  test('every second time does not end the stream: one that is read begins the count again', async () => {
    const stream = reading(
      (asked) => {
        if (sinceOf(asked) % 2 === 0) throw LOST
        return pageOf('')
      },
      { windowMinutes: 1, unread: [minutes(0, 24)] },
    )

    await stream.toTheEnd()

    expect(stream.failures).toHaveLength(12)
    expect(stream.asked).toHaveLength(24)
  })

  test('of what concerns everything ends the stream: the rest is left to the next sync', async () => {
    const stream = reading(
      () => {
        throw NO_LOGIN
      },
      { windowMinutes: 20 },
    )

    await stream.toTheEnd()

    expect(stream.windowsAsked()).toEqual(['0-20'])
    expect(stream.reader.isDone).toBe(true)
    expect(statesIn(stream.said).at(-1)).toMatchObject({ ahead: [], unfinished: {} })
  })

  test('in the middle of a search for a size ends that search: nothing was learned', async () => {
    const stream = reading(
      (asked) => {
        if (asked.index < 2) throw TOO_MUCH
        if (asked.index === 2) throw LOST
        return pageOf(rowsIn(asked))
      },
      { windowMinutes: 20 },
    )

    await stream.toTheEnd()

    expect(stream.windowsAsked().slice(-2)).toEqual(['20-40', '40-60'])
  })
})

test('who is told to stop has still to do what was under way: the last STATE does not say finished', async () => {
  const stopped = new StoppedError()
  const stop = new AbortController()
  const stream = reading(() => {
    stop.abort(stopped)
    throw stopped
  })

  const walked = stream.reader.walkNext(stop.signal)

  await expect(walked).rejects.toBe(stopped)
  await stream.reader.close()
  expect(stream.failures).toEqual([])
  expect(statesIn(stream.said).at(-1)).toMatchObject({ ahead: [], unfinished: {} })
})

test('long runs of empty pages are an answer about size', async () => {
  const stream = reading((asked) => {
    if (lengthOf(asked) > 15) throw EMPTY_PAGES
    return pageOf('')
  })

  await stream.toTheEnd()

  expect(
    stream.asked
      .map(lengthOf)
      .slice(1)
      .every((minutes) => minutes < 60),
  ).toBe(true)
  expect(stream.failures).toEqual([])
})

test('rows out of order take back what the last STATE said, at once', async () => {
  const stream = reading(pages(pageOf('a@1 b@9'), pageOf('c@5'), pageOf('d@7')))

  await stream.toTheEnd()

  const [first, ...later] = wordsOf(stream.said).filter((word) => /RECORD|STATE$/.test(word))
  expect([first, ...later].slice(0, 5)).toEqual(['RECORD', 'RECORD', 'RECORD', 'STATE', 'RECORD'])
  expect(statesIn(stream.said)[0]).toMatchObject({ unordered: true })
})
