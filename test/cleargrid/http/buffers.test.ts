import { createBuffers } from '../../../src/cleargrid/http/buffers'

test('a buffer that was given back is used again, if it is large enough', () => {
  const buffers = createBuffers(2)
  const first = buffers.take(1000)

  buffers.giveBack(first)

  expect(buffers.take(first.length + 1)).not.toBe(first)
  expect(buffers.take(2000)).toBe(first)
  expect(buffers.take(2000)).not.toBe(first)
})

test('a buffer that is given back twice is not used by two', () => {
  const buffers = createBuffers(2)
  const first = buffers.take(1)

  buffers.giveBack(first)
  buffers.giveBack(first)

  expect([buffers.take(1), buffers.take(1)].filter((taken) => taken === first)).toHaveLength(1)
})

test('no more buffers are kept than may be, and no huge one', () => {
  const buffers = createBuffers(1)
  const [first, second, huge] = [buffers.take(1), buffers.take(1), buffers.take(5_000_000)]

  for (const buffer of [first, second, huge]) buffers.giveBack(buffer)

  expect(buffers.take(1)).toBe(second)
  expect([first, second, huge]).not.toContain(buffers.take(1))
})
