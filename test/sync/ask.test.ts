import type { Page } from '../../src/cleargrid/page/envelope'
import { SystemError } from '../../src/errors'
import { MINUTE_MS } from '../../src/time/instant'
import { createAsk, type Ask } from '../../src/sync/ask'
import type { Role } from '../../src/sync/progress/request-size'
import { StreamProgress } from '../../src/sync/progress/stream-progress'
import { createStats, type StreamStats } from '../../src/sync/output/stats'
import { newTask } from '../../src/sync/progress/tasks'
import { startWalk } from '../../src/sync/progress/walk'
import { nothingToRead } from '../support/states'
import { clientThat, counted, minutes, pageOf, STREAM, type Asked } from '../support/walks'
import { tooMuchAsked } from '../support/failures'

const TOO_MUCH = tooMuchAsked()
const TOO_LARGE = tooMuchAsked(0, 'too-large')

interface Asking {
  readonly ask: Ask
  readonly asked: readonly Asked[]
  readonly progress: StreamProgress
  readonly stats: StreamStats
}

function asking(
  answer: (asked: Asked) => Page,
  given: { pass?: 'read' | 'recheck'; role?: Role; minutes?: number; pageSize?: number } = {},
): Asking {
  const { pass = 'read', role = 'usual', pageSize = 100 } = given
  const { client, asked } = clientThat(answer)
  const stats = createStats()
  const progress = new StreamProgress(nothingToRead(), { windowMs: 60 * MINUTE_MS, pageSize })
  const walk = startWalk(newTask(pass, minutes(0, given.minutes ?? 60)), role)
  const context = { stream: STREAM, client, readPage: () => pageOf(''), stats, progress }
  const ask = createAsk(walk, 'Fetching', context, new AbortController().signal)
  return { ask, asked, stats, progress }
}

test('the first page of a window is counted, and no other', async () => {
  const { ask, asked } = asking(() => pageOf(''))

  await ask(undefined)
  await ask('c1')

  expect(asked.map(({ includeTotal }) => includeTotal)).toEqual([true, false])
  expect(asked.map(({ pageCursor, limit }) => [pageCursor, limit])).toEqual([
    [undefined, 100],
    ['c1', 100],
  ])
})

test.each([
  ['a recheck', { pass: 'recheck' as const }],
  ['a probe', { role: 'probe' as const }],
  ['a trial', { role: 'trial' as const }],
])('%s asks for no count', async (_, given) => {
  const { ask, asked } = asking(() => pageOf(''), given)

  await ask(undefined)

  expect(asked.map(({ includeTotal }) => includeTotal)).toEqual([false])
})

describe('a request that was too much with a count', () => {
  test('is asked for without it, before anything is made smaller; then the count is to blame', async () => {
    const { ask, asked, progress, stats } = asking(({ includeTotal }) => {
      if (includeTotal === true) throw TOO_MUCH
      return pageOf('')
    })

    await ask(undefined)

    expect(asked.map(({ includeTotal }) => includeTotal)).toEqual([true, false])
    expect(progress.size.search).toBeUndefined()
    expect(stats.summary('s', 1, 0)).toContain('1 timeout')
    for (let windows = 0; windows < 7; windows += 1) progress.counting.windowClosed()
    expect(progress.counting.shouldAsk()).toBe(false)
  })

  test('and is too much without it as well says nothing against counting', async () => {
    const { ask, progress } = asking(() => {
      throw TOO_MUCH
    })

    await expect(ask(undefined)).rejects.toBe(TOO_MUCH)

    expect(progress.size.window.proved).toBeLessThan(60 * MINUTE_MS)
    expect(progress.counting.shouldAsk()).toBe(false)
    progress.counting.windowClosed()
    expect(progress.counting.shouldAsk()).toBe(true)
  })

  test('where counts have come before is about size at once', async () => {
    const { ask, asked, progress } = asking(({ index }) => {
      if (index > 0) throw TOO_MUCH
      return pageOf('', null, counted(0))
    })
    progress.counting.observe((await ask(undefined)).total)

    await expect(ask(undefined)).rejects.toBe(TOO_MUCH)

    expect(asked).toHaveLength(2)
    expect(progress.counting.shouldAsk()).toBe(false)
  })
})

test('a body that is too large is the page’s fault, a slow first page the window’s', async () => {
  const large = asking(() => {
    throw TOO_LARGE
  })
  large.progress.counting.observe(counted(1).total)
  await expect(large.ask(undefined)).rejects.toBe(TOO_LARGE)

  expect(large.progress.size.page.proved).toBe(50)
  expect(large.progress.size.window.proved).toBe(60 * MINUTE_MS)
})

test('what is no answer about size teaches nothing of it', async () => {
  const lost = new SystemError('lost')
  const { ask, progress, stats } = asking(() => {
    throw lost
  })
  const before = progress.size

  await expect(ask('c1')).rejects.toBe(lost)

  expect(progress.size).toEqual(before)
  expect(stats.summary('s', 1, 0)).not.toContain('timeout')
})

test('what cannot be made smaller is waited for; all else is told at once', async () => {
  const least = asking(() => pageOf(''), { minutes: 1, pageSize: 10 })
  const more = asking(() => pageOf(''), { minutes: 2, pageSize: 10 })

  await least.ask('c1')
  await more.ask('c1')

  expect(least.asked.map(({ timeoutsAre }) => timeoutsAre)).toEqual(['trouble'])
  expect(more.asked.map(({ timeoutsAre }) => timeoutsAre)).toEqual(['size'])
})

test('requests and retries are counted', async () => {
  const { ask, stats } = asking(({ traffic }) => {
    traffic?.retry()
    return pageOf('')
  })

  await ask('c1')

  expect(stats.figures()).toEqual({ requests: 1, retries: 1 })
})
