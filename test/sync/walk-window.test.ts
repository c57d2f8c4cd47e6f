import type { Page } from '../../src/cleargrid/page/envelope'
import { newTask } from '../../src/sync/progress/tasks'
import { HOUR, pages, walked } from '../support/walked'
import { counted, instantAt, minuteOf, minutes, pageOf } from '../support/walks'

test('each page is written, then claimed, then told; a claim ends at the last row’s own instant', async () => {
  const { events, done } = walked(pages(pageOf('a@1 b@2'), pageOf('c@5')))

  await done

  expect(events).toEqual([
    ...['written a', 'written b', 'read to 2', 'progress', 'may say a STATE'],
    ...['written c', 'read to 5', 'progress', 'may say a STATE'],
  ])
})

test('a slow reader is waited for: one page is asked for ahead, and no more', async () => {
  let goOn = (): void => {}
  const reader = new Promise<void>((resolve) => (goOn = resolve))
  const list = pages(pageOf('a@1'), pageOf('b@2'), pageOf('c@3'))
  const { scripted, done, events } = walked(list, { written: async () => await reader })

  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(scripted.asked).toHaveLength(2)
  expect(events).not.toContain('written b')

  goOn()
  await done
  expect(events.at(-4)).toBe('written c')
})

test('a part that was handed over is another’s: nothing of it is written or asked for', async () => {
  const beyond = pageOf('a@10 b@29 c@30 d@40', 'c1')
  const { scripted, events, done } = walked(() => beyond, {
    walk: { until: instantAt(30), hasHandedOver: true },
  })

  await done

  expect(scripted.asked).toHaveLength(1)
  expect(events.filter((event) => event.startsWith('written'))).toEqual(['written a', 'written b'])
})

test('a page with a row without its key is not written, and names its page', async () => {
  const { events, taken, done } = walked(pages(pageOf('a@1'), pageOf('b@2 ?@3')))

  await expect(done).rejects.toThrow(/, page 2: the page holds a row without its key public_id/)
  expect(events).not.toContain('written b')
  expect(taken).toHaveLength(1)
})

test('what was asked for ahead ends with its walk', async () => {
  const never = new Promise<Page>(() => {})
  const { scripted, done } = walked(({ index }) => (index === 0 ? pageOf('a@1 ?@2', 'c1') : never))

  await expect(done).rejects.toThrow('without its key')
  expect(scripted.asked.map(({ signal }) => signal?.aborted)).toEqual([true, true])
})

test('who is told to stop hands that on to the request under way', async () => {
  const stopped = new Error('enough')
  const { done, stop } = walked(
    async ({ signal }) =>
      await new Promise((_, reject) =>
        signal?.addEventListener('abort', () => reject(signal.reason as Error)),
      ),
  )

  await new Promise((resolve) => setTimeout(resolve, 5))
  stop.abort(stopped)

  await expect(done).rejects.toBe(stopped)
})

describe('rows out of order', () => {
  const disordered = pages(pageOf('a@10'), pageOf('b@5'), pageOf('c@20'))

  test('take back what was claimed of the window, and nothing is claimed before its end', async () => {
    const { taken, events, done } = walked(disordered)

    await done

    expect(taken.map(({ pass, window }) => [pass, minuteOf(window.until)])).toEqual([
      ['read', 10],
      ['taken back', 60],
    ])
    expect(events.filter((event) => event === 'disorder')).toHaveLength(1)
  })

  test('that came once leave nothing claimed in mid-window, however well it goes', async () => {
    const { taken, done } = walked(pages(pageOf('a@10'), pageOf('b@20')), {
      isUnordered: true,
    })

    await done

    expect(taken).toEqual([])
  })

  test('of a recheck take nothing back: nothing was claimed', async () => {
    const task = newTask('recheck', HOUR)
    const { taken, events, done } = walked(disordered, { walk: { task } })

    await done

    expect(taken.map(({ pass }) => pass)).toEqual(['recheck'])
    expect(events).toContain('disorder')
  })
})

test('pages that bring the same rows again and again end the walk', async () => {
  const { scripted, done } = walked(({ index }) => pageOf('a@1 b@2', `c${index}`))

  await expect(done).rejects.toThrow('bring the same rows again and again')
  expect(scripted.asked.length).toBeLessThan(8)
})

test('rows beyond the window may have moved: the walk goes on to its last page', async () => {
  const { events, done } = walked(
    pages(pageOf('a@1 b@70'), pageOf('c@2 d@71'), pageOf('e@3 f@72'), pageOf('g@4')),
  )

  await done

  expect(events.filter((event) => event.startsWith('written'))).toHaveLength(7)
})

test('an exact count of the window is noticed on the first page', async () => {
  const { walk, counting, done } = walked(() => pageOf('a@1', null, counted(7)))

  await done

  expect(walk.rowsExpected).toBe(7)
  expect(counting.hasProved).toBe(true)
})

test('where less than the window was read, the rest is put back and the count says nothing', async () => {
  const echo = minutes(0, 20)
  const { walk, putBack, done } = walked(() => pageOf('a@1', null, { ...counted(7), echo }))

  await done

  expect(putBack.map(({ window }) => window)).toEqual([minutes(20, 60)])
  expect(walk.rowsExpected).toBeUndefined()
  expect(walk.until).toBe(instantAt(20))
})

test('rows that may differ are looked at, and rows that were mended are told', async () => {
  const page = pageOf('a@1')
  const { notes, done } = walked(() => ({ ...page, rows: { ...page.rows, repaired: 2 } }))

  await done

  expect(notes).toEqual([
    'looked at',
    'a row held text or numbers that no strict reader of JSON accepts, and was repaired',
  ])
})
