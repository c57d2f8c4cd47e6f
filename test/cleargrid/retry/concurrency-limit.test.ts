import fc from 'fast-check'
import {
  createConcurrencyLimit,
  type Permit,
  type ConcurrencyLimit,
} from '../../../src/cleargrid/retry/concurrency-limit'
import { StoppedError } from '../../../src/errors'

/** One request from its beginning to its end. */
async function request(limit: ConcurrencyLimit, end: (permit: Permit) => void): Promise<void> {
  const permit = await limit.acquire()
  permit.begin()
  end(permit)
  permit.release()
}

const well = (permit: Permit): void => permit.succeeded()
const overloaded = (permit: Permit): void => permit.overloaded()
const timedOut = (permit: Permit): void => permit.timedOut()

async function limitsAfter(limit: ConcurrencyLimit, ends: readonly ((permit: Permit) => void)[]) {
  const limits: number[] = []
  for (const end of ends) {
    await request(limit, end)
    limits.push(limit.current)
  }
  return limits
}

function times<T>(count: number, value: T): T[] {
  return Array.from({ length: count }, () => value)
}

test('a sync begins with two requests at once, or with one where no more are allowed', () => {
  expect(createConcurrencyLimit(4).current).toBe(2)
  expect(createConcurrencyLimit(1).current).toBe(1)
})

test('until ClearGrid is first overloaded, each success admits one more, up to the setting', async () => {
  expect(await limitsAfter(createConcurrencyLimit(5), times(5, well))).toEqual([3, 4, 5, 5, 5])
})

test('overload halves, never below one; from then on a whole round must go well', async () => {
  const limit = createConcurrencyLimit(8)
  await limitsAfter(limit, times(6, well))

  const halved = await limitsAfter(limit, times(4, overloaded))
  const grown = await limitsAfter(limit, times(6, well))

  expect(halved).toEqual([4, 2, 1, 1])
  expect(grown).toEqual([2, 2, 3, 3, 3, 4])
})

test('requests that were under way together halve once', async () => {
  const limit = createConcurrencyLimit(8)
  await limitsAfter(limit, times(6, well))
  const together = await Promise.all(times(8, undefined).map(() => limit.acquire()))
  for (const permit of together) permit.begin()

  for (const permit of together) permit.overloaded()

  expect(limit.current).toBe(4)
})

test('after a halving nobody is let in before enough others have left', async () => {
  const limit = createConcurrencyLimit(2)
  const [first, second] = [await limit.acquire(), await limit.acquire()]
  let isIn = false
  const third = limit.acquire().then(() => (isIn = true))

  first.begin()
  first.overloaded()
  first.release()
  await Promise.resolve()
  expect(isIn).toBe(false)

  second.release()
  await third
  expect(limit.current).toBe(1)
})

test('a few timeouts are about size; nothing but timeouts is overload', async () => {
  const few = await limitsAfter(createConcurrencyLimit(4), [
    timedOut,
    timedOut,
    well,
    timedOut,
    timedOut,
  ])
  const nothingBut = await limitsAfter(createConcurrencyLimit(4), times(6, timedOut))

  expect(few).toEqual([2, 2, 3, 3, 3])
  expect(nothingBut).toEqual([2, 2, 1, 1, 1, 1])
})

test('who comes first is served first', async () => {
  const limit = createConcurrencyLimit(1)
  const first = await limit.acquire()
  const served: string[] = []
  const others = ['a', 'b', 'c'].map(async (name) => {
    const permit = await limit.acquire()
    served.push(name)
    permit.release()
  })

  first.release()
  await Promise.all(others)

  expect(served).toEqual(['a', 'b', 'c'])
})

test('who waits when the sync is stopped leaves, and takes no one’s place', async () => {
  const limit = createConcurrencyLimit(1)
  const stop = new AbortController()
  const first = await limit.acquire()
  const leaving = limit.acquire(stop.signal)
  const next = limit.acquire()

  stop.abort(new StoppedError())
  await expect(leaving).rejects.toThrow(StoppedError)
  first.release()

  await expect(next).resolves.toBeDefined()
  await expect(limit.acquire(stop.signal)).rejects.toThrow(StoppedError)
})

test('never are more requests under way than the setting allows', async () => {
  const end = fc.constantFrom(well, overloaded, timedOut)
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 8 }), fc.array(end), async (max, ends) => {
      const limit = createConcurrencyLimit(max)
      let underWay = 0

      await Promise.all(
        ends.map(async (finish) => {
          const permit = await limit.acquire()
          underWay += 1
          expect(underWay).toBeLessThanOrEqual(max)
          permit.begin()
          await Promise.resolve()
          finish(permit)
          underWay -= 1
          permit.release()
        }),
      )

      expect(limit.current).toBeGreaterThanOrEqual(1)
      expect(limit.current).toBeLessThanOrEqual(max)
    }),
  )
})
