import { believed } from '../../../src/sync/state/believed'
import type { StreamState } from '../../../src/sync/state/stream-state'
import { stateWith } from '../../support/states'

const LATEST = { latest: 100 }

function believing(
  state: Partial<StreamState>,
  mode: 'incremental' | 'full_refresh' = 'incremental',
): { readonly before: StreamState; readonly after: StreamState; readonly notes: string[] } {
  const notes: string[] = []
  const before = stateWith({ since: 0, ...state })
  return { before, after: believed(before, mode, LATEST, (what) => void notes.push(what)), notes }
}

const READ = [
  { since: 0, until: 50 },
  { since: 60, until: 300 },
]

test.each([50, 100])('a newest row at %d of 100 may be: the state stays as it is', (newest) => {
  const { before, after, notes } = believing({ read: READ, newest })

  expect(after).toBe(before)
  expect(notes).toEqual([])
})

test('for a newest row of the future stands the end of what was read from the start', () => {
  const { after, notes } = believing({ read: READ, newest: 300 })

  expect(after).toMatchObject({ read: READ, newest: 50 })
  expect(notes).toHaveLength(1)
})

test('where nothing was read from the start there is no newest row', () => {
  expect(believing({ read: [], newest: 300 }).after.newest).toBeUndefined()
})

test('a watermark of the future says itself that nothing is wanted before it', () => {
  const { before, after, notes } = believing({ read: [{ since: 0, until: 200 }], newest: 300 })

  expect(after).toBe(before)
  expect(notes).toEqual([])
})

test.each([
  [undefined, 0],
  ['full_refresh', 1],
] as const)(
  'a full refresh that goes on from %p has %d differences to tell',
  (unfinished, count) => {
    const unread = { read: READ, newest: 300, ...(unfinished === undefined ? {} : { unfinished }) }

    expect(believing(unread, 'full_refresh').notes).toHaveLength(count)
  },
)
