import type { Page } from '../../src/cleargrid/page/envelope'
import { SystemError } from '../../src/errors'
import { gate, reading, settled, type Reading, type ReadingPlan } from '../support/read-stream'
import { counted, instantAt, keysIn, minutes, pageOf, statesIn, type Asked } from '../support/walks'
import { NO_LOGIN, tooMuchAsked } from '../support/failures'

const { signal } = new AbortController()

/** A long walk whose second page has come; the third waits for the gate. */
async function midWalk(
  more: (asked: Asked) => Page | Promise<Page>,
  given: ReadingPlan = {},
): Promise<{ stream: Reading; walked: Promise<void>; open: () => void }> {
  const { opened, open } = gate()
  const stream = reading(async (asked) => {
    if (asked.index === 0) return pageOf('a@1', 'c1', counted(6))
    if (asked.index === 1) return pageOf('b@2', 'c2')
    if (asked.index === 2) await opened
    return await more(asked)
  }, given)
  const walked = stream.reader.walkNext(signal)
  await settled()
  return { stream, walked, open }
}

test('half of what a long walk has still before it is another’s, and each row comes once', async () => {
  const { stream, walked, open } = await midWalk(({ pageCursor, window }) =>
    pageCursor === undefined
      ? pageOf('f@40 g@50')
      : pageOf(`c@10 d@30 ${window.until > 0 ? 'f@40 g@50' : ''}`),
  )

  expect(stream.reader.share()).toBe(true)
  open()
  await walked
  await stream.toTheEnd()

  expect(stream.windowsAsked().at(-1)).toBe('31-60')
  expect(keysIn(stream.said)).toEqual(['a', 'b', 'c', 'd', 'f', 'g'])
  expect(statesIn(stream.said).at(-1)).toMatchObject({ watermark: '2026-01-01T00:50:00.000Z' })
})

test('a part that fails takes back the claim on the whole: the count could prove nothing', async () => {
  const lost = new SystemError('lost')
  const { stream, walked, open } = await midWalk(({ pageCursor }) => {
    if (pageCursor === undefined) throw lost
    return pageOf('c@10 d@30 f@40')
  })

  stream.reader.share()
  open()
  await walked
  await stream.toTheEnd()

  expect(stream.failures).toEqual([lost])
  expect(stream.windowsAsked().filter((asked) => asked === '0-60')).toHaveLength(1)
  expect(statesIn(stream.said).at(-1)).toMatchObject({
    watermark: '2026-01-01T00:00:00.000Z',
    ahead: [],
  })
})

test('what is over is not shared any more', async () => {
  const { stream, walked, open } = await midWalk(() => pageOf('c@10'))

  open()
  await walked

  expect(stream.reader.share()).toBe(false)
})

test('once rows came out of order nothing is shared, and the STATE says so', async () => {
  const { stream, walked, open } = await midWalk(() => pageOf('c@10 d@5', 'c3'), {
    windowMinutes: 60,
  })
  open()
  await settled()

  const said = statesIn(stream.said).at(-1)

  expect(stream.reader.share()).toBe(false)
  expect(said).toMatchObject({ unordered: true, watermark: '2026-01-01T00:00:00.000Z' })
  await walked.catch(() => {})
})

/**
 * Two walks of an hour each, which wait for their third page.
 * @param second the row of the first walk's second page.
 */
async function twoWalks(second: string): Promise<{
  readonly stream: ReturnType<typeof reading>
  readonly walks: readonly Promise<void>[]
  readonly open: () => void
}> {
  const { opened, open } = gate()
  const stream = reading(
    async ({ window, pageCursor }) => {
      const isFirst = window.since === instantAt(0)
      if (pageCursor === undefined) {
        return isFirst ? pageOf('a@10', 'c1', counted(9)) : pageOf('x@61', 'c1', counted(9))
      }
      if (pageCursor === 'c1') return isFirst ? pageOf(second, 'c2') : pageOf('y@62', 'c2')
      await opened
      return pageOf('')
    },
    { unread: [minutes(0, 120)], windowMinutes: 60 },
  )
  const walks = [stream.reader.walkNext(signal), stream.reader.walkNext(signal)]
  await settled()
  return { stream, walks, open }
}

test('of two walks the one with the most before it is shared', async () => {
  const { stream, walks, open } = await twoWalks('b@20')

  expect(stream.reader.share()).toBe(true)
  const shared = stream.reader.walkNext(signal)
  open()
  await Promise.all([...walks, shared])

  expect(stream.windowsAsked().filter((asked) => !asked.includes(' '))).toEqual([
    ...['0-60', '60-120', '91-120'],
  ])
})

test('a stream that has given up shares nothing, though a walk is still under way', async () => {
  const { opened, open } = gate()
  const stream = reading(
    async ({ window, pageCursor }) => {
      if (window.since > instantAt(0)) throw NO_LOGIN
      if (pageCursor === undefined) return pageOf('a@1', 'c1', counted(9))
      if (pageCursor === 'c1') return pageOf('b@2', 'c2')
      await opened
      return pageOf('')
    },
    { unread: [minutes(0, 120)], windowMinutes: 60 },
  )
  const walk = stream.reader.walkNext(signal)
  await settled()
  await stream.reader.walkNext(signal)

  expect(stream.reader.share()).toBe(false)

  open()
  await walk
  expect(stream.reader.isDone).toBe(true)
})

test('once rows came out of order no other walk of the stream is shared either', async () => {
  const { stream, walks, open } = await twoWalks('b@5')

  expect(stream.reader.share()).toBe(false)

  open()
  await Promise.all(walks)
})

test('a window that fails while it probes for a size keeps no other from beginning', async () => {
  const { opened, open } = gate()
  const stream = reading(
    async ({ index }) => {
      if (index < 2) throw tooMuchAsked()
      if (index === 2) throw new SystemError('lost')
      await opened
      return pageOf('')
    },
    { windowMinutes: 20 },
  )
  await stream.reader.walkNext(signal)
  await stream.reader.walkNext(signal)

  const walk = stream.reader.walkNext(signal)
  await settled()

  expect(stream.reader.hasWork()).toBe(true)
  open()
  await walk
})
