import { MINUTE_MS } from '../../../src/time/instant'
import { StreamProgress } from '../../../src/sync/progress/stream-progress'
import { tooMuch } from '../../../src/sync/progress/too-much'
import { tooMuchAsked } from '../../support/failures'
import { nothingToRead } from '../../support/states'
import { instantAt, minutes } from '../../support/walks'

const SIZE_MAX = { windowMs: 60 * MINUTE_MS, pageSize: 100 }
const HOUR = minutes(0, 60)
const TWO_HOURS = minutes(0, 120)

function progressOf(plan: Partial<ReturnType<typeof nothingToRead>>): StreamProgress {
  return new StreamProgress({ ...nothingToRead({ since: instantAt(0) }), ...plan }, SIZE_MAX)
}

const TOO_MUCH = tooMuchAsked()

describe('a stream of which nothing has been answered for fifty minutes', () => {
  const failAt = (progress: StreamProgress, minute: number): unknown => {
    const walk = progress.begin()
    if (walk === undefined) return 'nothing to walk'
    const left = progress.recover(walk, TOO_MUCH, minute * MINUTE_MS)
    progress.end(walk)
    return left
  }

  test('is given up', () => {
    const progress = progressOf({ unread: [TWO_HOURS] })

    expect(failAt(progress, 0)).toBeDefined()
    expect(failAt(progress, 50)).toBeUndefined()
    expect([progress.hasFailed, progress.isDone]).toEqual([true, true])
  })

  test('a page in between begins that time anew', () => {
    const progress = progressOf({ unread: [TWO_HOURS] })

    failAt(progress, 0)
    progress.pageCame()

    expect(failAt(progress, 50)).toBeDefined()
    expect(progress.hasFailed).toBe(false)
  })
})

test('while a walk probes, no other begins, and none is shared', () => {
  const progress = progressOf({ unread: [TWO_HOURS] })
  const asked = { role: 'usual', windowMs: HOUR.until - HOUR.since, pageSize: 100 } as const
  const page = { isPageTrial: false, isFirstPage: true, isCountDoubted: false }
  progress.size = tooMuch(progress.size, { ...asked, ...page }, Infinity)
  const probe = progress.begin()

  expect(probe?.role).toBe('probe')
  expect([progress.isDone, progress.mayBegin, progress.share()]).toEqual([false, false, false])
})

test('a walk that is under way is not finished, though no window is left to begin', () => {
  const progress = progressOf({ unread: [HOUR] })
  progress.begin()

  expect(progress.isDone).toBe(true)
  expect(progress.finish()).toBe(progress.state)
  expect(progress.finish()).toEqual(nothingToRead({ since: instantAt(0) }).state)
})

test('rows that are looked through again are none of the estimate', () => {
  const progress = progressOf({ unread: [], recheck: [HOUR] })
  const walk = progress.begin()
  if (walk === undefined) throw new Error('There is a recheck to begin')
  walk.rowsReceived = 500
  walk.position = { ...walk.position, since: HOUR.until }

  expect(progress.estimate() ?? 0).toBe(0)
})
