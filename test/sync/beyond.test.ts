import { DAY_MS } from '../../src/time/instant'
import { newTask } from '../../src/sync/progress/tasks'
import { startWalk } from '../../src/sync/progress/walk'
import { NO_LOGIN, tooMuchAsked } from '../support/failures'
import { pageOf as answerOf, rowsEvery, startOddClearGrid, within } from '../support/odd-clear-grid'
import { START, sync } from '../support/sync'
import { HOUR, pages, walked } from '../support/walked'
import { minuteOf, minutes, pageOf, type Asked } from '../support/walks'

describe('a page wholly beyond the window', () => {
  /** Rows at minutes 50, 70 and 90, whatever was asked for; and the answer for the second of 70. */
  const answering = (proof: string) => (asked: Asked) => {
    if (minuteOf(asked.window.since) === 70) return pageOf(proof)
    const page = { undefined: 'k0@50', c1: 'k1@70', c2: 'k2@90' }[String(asked.pageCursor)]
    const next = { undefined: 'c1', c1: 'c2', c2: null }[String(asked.pageCursor)]
    return pageOf(page ?? '', next)
  }
  const written = (events: readonly string[]): string[] =>
    events.filter((event) => event.startsWith('written'))

  test('ends the walk where its first row is another window’s: ClearGrid ignores its filter', async () => {
    const { scripted, events, done } = walked(answering('k1@70'))

    await done

    expect(scripted.asked.map(({ pageCursor }) => pageCursor)).toEqual([undefined, 'c1', undefined])
    expect(minuteOf(scripted.asked[2]?.window.since ?? 0)).toBe(70)
    expect(written(events)).toEqual(['written k0'])
  })

  test.each(['', 'x@70'])(
    'is the window’s own where it is not met in its second, but [%s]: ClearGrid filters by another field',
    async (proof) => {
      const { scripted, events, done } = walked(answering(proof))

      await done

      expect(scripted.asked).toHaveLength(4)
      expect(written(events)).toEqual(['written k0', 'written k1', 'written k2'])
    },
  )

  test('that is the window’s own takes back what was claimed: a place says nothing of what is before it', async () => {
    const { taken, events, done } = walked(answering(''))

    await done

    expect(taken.map(({ pass }) => pass)).toEqual(['read', 'taken back'])
    expect(events).toContain('disorder')
  })

  test('is the window’s own where asking for its second is too much', async () => {
    const { events, done } = walked((asked) => {
      if (minuteOf(asked.window.since) === 70) throw tooMuchAsked()
      return answering('')(asked)
    })

    await done

    expect(written(events)).toHaveLength(3)
  })

  test('costs a request that is counted, and whose memory is given back', async () => {
    let released = 0
    const { scripted, done } = walked((asked) => {
      const page = answering('k1@70')(asked)
      return { ...page, rows: { ...page.rows, release: () => void (released += 1) } }
    })

    await done

    expect(scripted.asked.map(({ traffic }) => traffic === undefined)).toEqual([
      false,
      false,
      false,
    ])
    expect(released).toBe(3)
  })

  test('leaves the walk to fail where asking for its second fails, but for its size', async () => {
    const { done } = walked((asked) => {
      if (minuteOf(asked.window.since) === 70) throw NO_LOGIN
      return answering('')(asked)
    })

    await expect(done).rejects.toBe(NO_LOGIN)
  })

  test('is the window’s own where it is the first: it was asked for without a page cursor', async () => {
    const { scripted, events, done } = walked(() => pageOf('k@70'))

    await done

    expect(scripted.asked).toHaveLength(1)
    expect(written(events)).toEqual(['written k'])
  })
})

test('a page that begins beyond the window and ends within is the window’s own, and nothing is asked', async () => {
  const { scripted, events, done } = walked(pages(pageOf('a@50'), pageOf('b@70 c@20')))

  await done

  expect(scripted.asked).toHaveLength(2)
  expect(events).toContain('written c')
})

test('where a part was handed over, what follows is known to be another’s: nothing is asked', async () => {
  const { scripted, done } = walked(pages(pageOf('a@10'), pageOf('b@40 c@50'), pageOf('d@55')), {
    walk: { hasHandedOver: true, until: minutes(0, 30).until },
  })

  await done

  expect(scripted.asked.map(({ pageCursor }) => pageCursor).slice(0, 2)).toEqual([undefined, 'c1'])
  expect(scripted.asked.filter(({ pageCursor }) => pageCursor === undefined)).toHaveLength(1)
})

test('in the second in which a window ends nobody can tell: what comes is the window’s own', async () => {
  const window = { since: HOUR.since, until: HOUR.until + 500 }
  const task = newTask('read', window)
  const { scripted, done } = walked(pages(pageOf('a@1'), pageOf('b@60.01')), {
    walk: { ...startWalk(task, 'usual') },
  })

  await done

  expect(scripted.asked.map(({ pageCursor }) => pageCursor)).toEqual([undefined, 'c1'])
})

test('rows beyond the window may have moved: a page that holds others too is the window’s own', async () => {
  const { scripted, done } = walked(pages(pageOf('a@1'), pageOf('c@2 d@71'), pageOf('e@3')))

  await done

  expect(scripted.asked).toHaveLength(3)
})

test('where ClearGrid filters by another field than it documents, no row is lost', async () => {
  // Each row was made in its minute, and changed forty days later: that is what the filter goes by not.
  const made = rowsEvery(DAY_MS / 24, 200, START)
  const rows = made.map((row) => ({
    ...row,
    made_at: row.communicated_at,
    communicated_at: new Date(Date.parse(row.communicated_at) + 40 * DAY_MS).toISOString(),
  }))
  const clearGrid = await startOddClearGrid((request) => {
    const byMaking = rows.map((row) => ({ ...row, communicated_at: row.made_at }))
    const keys = new Set(within(byMaking, request).map(({ public_id }) => public_id))
    return answerOf(
      rows.filter(({ public_id }) => keys.has(public_id)),
      request,
    )
  })

  const { ids, isComplete } = await sync(clearGrid, {
    settings: { sizeMax: { windowMs: 2 * DAY_MS, pageSize: 10 } },
  })
  await clearGrid.close()

  expect(isComplete).toBe(true)
  expect(new Set(ids())).toEqual(new Set(rows.map(({ public_id }) => public_id)))
  expect(ids()).toHaveLength(rows.length)
})
