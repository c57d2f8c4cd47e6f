import type { Page } from '../../../src/cleargrid/page/envelope'
import { walk, type WalkRequest } from '../../../src/cleargrid/page/walk-pages'
import { pageOf } from '../../support/walks'

interface Walked {
  readonly pages: Page[]
  readonly asked: (string | undefined)[]
  readonly outcome: Promise<void>
}

/** A walk over pages by their page cursors; the first is under ''. */
function walked(pages: Readonly<Record<string, Page>>, more: Partial<WalkRequest> = {}): Walked {
  const taken: Page[] = []
  const asked: (string | undefined)[] = []
  const outcome = (async () => {
    const request = {
      fetch: async (pageCursor: string | undefined) => {
        asked.push(pageCursor)
        const page = pages[pageCursor ?? '']
        if (page === undefined || asked.length > 99)
          throw new Error(`no page ${String(pageCursor)}`)
        return await Promise.resolve(page)
      },
      action: 'Fetching',
      emptyPagesMax: 3,
      ...more,
    }
    for await (const page of walk(request)) taken.push(page)
  })()
  outcome.catch(() => {})
  return { pages: taken, asked, outcome }
}

test('only null ends the data: pages may be short or empty, in the middle or at the end', async () => {
  const { pages, asked, outcome } = walked({
    '': pageOf('', 'a'),
    a: pageOf('x@1', 'b'),
    b: pageOf('', null),
  })

  await outcome

  expect(asked).toEqual([undefined, 'a', 'b'])
  expect(pages).toHaveLength(3)
})

test('a page that seems enough is the last asked for ahead, but not the last', async () => {
  const { pages, asked, outcome } = walked(
    { '': pageOf('x@1', 'a'), a: pageOf('y@2', null) },
    { isEnough: () => true },
  )

  await outcome

  expect(asked).toEqual([undefined, 'a'])
  expect(pages).toHaveLength(2)
})

test('whoever leaves after a page that was enough has asked for no other', async () => {
  const asked: unknown[] = []
  const fetch = async (pageCursor: string | undefined): Promise<Page> => {
    asked.push(pageCursor)
    return await Promise.resolve(pageOf('x@1', `c${asked.length}`))
  }

  for await (const _page of walk({ fetch, action: '', isEnough: () => true, emptyPagesMax: 3 }))
    break
  const eager: unknown[] = [...asked]
  for await (const _page of walk({ fetch, action: '', emptyPagesMax: 3 })) break

  expect(eager).toEqual([undefined])
  expect(asked).toEqual([undefined, undefined, 'c2'])
})

test('a page cursor that comes again, at once or later, is an error and not a loop', async () => {
  const later = walked({ '': pageOf('x@1', 'a'), a: pageOf('y@2', 'b'), b: pageOf('z@3', 'a') })
  const once = walked({ '': pageOf('x@1', 'a'), a: pageOf('y@2', 'a') })

  const kind = 'page-cursor-repeated'
  await expect(later.outcome).rejects.toMatchObject({ facts: { kind, pages: 3 } })
  await expect(once.outcome).rejects.toMatchObject({ facts: { kind, pages: 2 } })
  expect(later.asked).toEqual([undefined, 'a', 'b'])
})

describe('pages without a row', () => {
  test('are an answer about size when very many come in a row', async () => {
    const { asked, outcome } = walked({
      '': pageOf('', 'a'),
      a: pageOf('', 'b'),
      b: pageOf('', 'c'),
      c: pageOf('', null),
    })

    await expect(outcome).rejects.toMatchObject({ facts: { kind: 'empty-pages', pages: 3 } })
    expect(asked).toEqual([undefined, 'a', 'b'])
  })

  test('are counted in a row: a row between them begins the count again', async () => {
    const { outcome } = walked({
      '': pageOf('', 'a'),
      a: pageOf('', 'b'),
      b: pageOf('x@1', 'c'),
      c: pageOf('', 'd'),
      d: pageOf('', null),
    })

    await expect(outcome).resolves.toBeUndefined()
  })

  test('are no answer about size when they are the end', async () => {
    const { outcome } = walked({
      '': pageOf('', 'a'),
      a: pageOf('', 'b'),
      b: pageOf('', null),
    })

    await expect(outcome).resolves.toBeUndefined()
  })
})
