import fc from 'fast-check'
import { createAllowance, type Share } from '../../../src/cleargrid/http/allowance'

test('the largest body goes, so that others may grow', () => {
  const gone: string[] = []
  const allowance = createAllowance(100)
  const large = allowance.open(() => gone.push('large'))
  const small = allowance.open(() => gone.push('small'))

  expect(large.holds(80)).toBe(true)
  expect(small.holds(30)).toBe(true)

  expect(gone).toEqual(['large'])
  expect(large.holds(81)).toBe(false)
})

test('a body that is larger than all may be together goes itself', () => {
  const gone: string[] = []
  const allowance = createAllowance(100)
  allowance.open(() => gone.push('other')).holds(10)

  expect(allowance.open(() => gone.push('own')).holds(101)).toBe(false)
  expect(gone).toEqual([])
})

test('a body that is whole leaves its room to others', () => {
  const allowance = createAllowance(100)
  const first = allowance.open(() => {})
  first.holds(90)
  first.close()

  expect(allowance.open(() => {}).holds(90)).toBe(true)
})

test('never is more held than may be', () => {
  const step = fc.record({ body: fc.nat({ max: 5 }), by: fc.integer({ min: 1, max: 60 }) })
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const allowance = createAllowance(100)
      const held = new Map<number, number>()
      const shares = new Map<number, Share>()

      for (const { body, by } of steps) {
        const share = shares.get(body) ?? allowance.open(() => held.delete(body))
        shares.set(body, share)
        const bytes = (held.get(body) ?? 0) + by
        if (share.holds(bytes)) held.set(body, bytes)
        else {
          share.close()
          shares.delete(body)
          held.delete(body)
        }

        expect([...held.values()].reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(100)
      }
    }),
  )
})

test('a body that is whole is never asked to go', () => {
  const gone: string[] = []
  const allowance = createAllowance(100)
  const first = allowance.open(() => gone.push('first'))
  first.holds(90)
  first.close()

  const second = allowance.open(() => {})
  second.holds(90)

  expect(gone).toEqual([])
  expect(first.holds(1)).toBe(false)
})
