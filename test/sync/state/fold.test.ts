import { fold } from '../../../src/sync/state/stream-state'
import { stateWith } from '../../support/states'

test('what is read whole needs no second look at what has changed', () => {
  const recheck = { began: 0, changedSince: 0, left: [{ since: 0, until: 10 }] }
  const window = { since: 0, until: 5 }

  const { recheck: after } = fold(stateWith({ recheck }), { pass: 'read', window, newest: 4 })

  expect(after.left).toEqual([{ since: 5, until: 10 }])
})
