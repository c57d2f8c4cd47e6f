import fc from 'fast-check'
import { createSlots, type Slot, type Slots } from '../../../src/cleargrid/retry/concurrency-limit'
import { StoppedError } from '../../../src/errors'

/** One request from its beginning to its end. */
async function request(slots: Slots, end: (slot: Slot) => void): Promise<void> {
  const slot = await slots.take()
  slot.begin()
  end(slot)
  slot.release()
}

const well = (slot: Slot): void => slot.succeeded()
const overloaded = (slot: Slot): void => slot.overloaded()
const timedOut = (slot: Slot): void => slot.timedOut()

async function limitsAfter(slots: Slots, ends: readonly ((slot: Slot) => void)[]) {
  const limits: number[] = []
  for (const end of ends) {
    await request(slots, end)
    limits.push(slots.limit)
  }
  return limits
}

function times<T>(count: number, value: T): T[] {
  return Array.from({ length: count }, () => value)
}

test('a sync begins with two requests at once, or with one where no more are allowed', () => {
  expect(createSlots(4).limit).toBe(2)
  expect(createSlots(1).limit).toBe(1)
})

test('until ClearGrid is first overloaded, each success admits one more, up to the setting', async () => {
  expect(await limitsAfter(createSlots(5), times(5, well))).toEqual([3, 4, 5, 5, 5])
})

test('overload halves, never below one; from then on a whole round must go well', async () => {
  const slots = createSlots(8)
  await limitsAfter(slots, times(6, well))

  const halved = await limitsAfter(slots, times(4, overloaded))
  const grown = await limitsAfter(slots, times(6, well))

  expect(halved).toEqual([4, 2, 1, 1])
  expect(grown).toEqual([2, 2, 3, 3, 3, 4])
})

test('requests that were under way together halve once', async () => {
  const slots = createSlots(8)
  await limitsAfter(slots, times(6, well))
  const together = await Promise.all(times(8, undefined).map(() => slots.take()))
  for (const slot of together) slot.begin()

  for (const slot of together) slot.overloaded()

  expect(slots.limit).toBe(4)
})

test('after a halving nobody is let in before enough others have left', async () => {
  const slots = createSlots(2)
  const [first, second] = [await slots.take(), await slots.take()]
  let isIn = false
  const third = slots.take().then(() => (isIn = true))

  first.begin()
  first.overloaded()
  first.release()
  await Promise.resolve()
  expect(isIn).toBe(false)

  second.release()
  await third
  expect(slots.limit).toBe(1)
})

test('a few timeouts are about size; nothing but timeouts is overload', async () => {
  const few = await limitsAfter(createSlots(4), [timedOut, timedOut, well, timedOut, timedOut])
  const nothingBut = await limitsAfter(createSlots(4), times(6, timedOut))

  expect(few).toEqual([2, 2, 3, 3, 3])
  expect(nothingBut).toEqual([2, 2, 1, 1, 1, 1])
})

test('who comes first is served first', async () => {
  const slots = createSlots(1)
  const first = await slots.take()
  const served: string[] = []
  const others = ['a', 'b', 'c'].map(async (name) => {
    const slot = await slots.take()
    served.push(name)
    slot.release()
  })

  first.release()
  await Promise.all(others)

  expect(served).toEqual(['a', 'b', 'c'])
})

test('who waits when the sync is stopped leaves, and takes no one’s place', async () => {
  const slots = createSlots(1)
  const stop = new AbortController()
  const first = await slots.take()
  const leaving = slots.take(stop.signal)
  const next = slots.take()

  stop.abort(new StoppedError())
  await expect(leaving).rejects.toThrow(StoppedError)
  first.release()

  await expect(next).resolves.toBeDefined()
  await expect(slots.take(stop.signal)).rejects.toThrow(StoppedError)
})

test('never are more requests under way than the setting allows', async () => {
  const end = fc.constantFrom(well, overloaded, timedOut)
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 8 }), fc.array(end), async (max, ends) => {
      const slots = createSlots(max)
      let underWay = 0

      await Promise.all(
        ends.map(async (finish) => {
          const slot = await slots.take()
          underWay += 1
          expect(underWay).toBeLessThanOrEqual(max)
          slot.begin()
          await Promise.resolve()
          finish(slot)
          underWay -= 1
          slot.release()
        }),
      )

      expect(slots.limit).toBeGreaterThanOrEqual(1)
      expect(slots.limit).toBeLessThanOrEqual(max)
    }),
  )
})
