import { MINUTE_MS } from '../../../src/time/instant'
import { selectRows } from '../../../src/sync/output/rows-to-write'
import { newTask } from '../../../src/sync/progress/tasks'
import { startWalk, type Walk } from '../../../src/sync/progress/walk'
import { rowsFrom } from '../../support/rows'
import { stateWith } from '../../support/states'

const WINDOW = { since: 0, until: 100 * MINUTE_MS }
const STATE = stateWith({ recheck: { began: 0, changedSince: 50 * MINUTE_MS, left: [] } })

/** A row of each of some minutes, changed at another. */
function rowsAt(...minutes: readonly (readonly [at: number, changed: number])[]) {
  const text = (minute: number): string => new Date(minute * MINUTE_MS).toISOString()
  return rowsFrom(
    minutes.map(([at, changed], index) => ({
      public_id: `k${index}`,
      at: text(at),
      updated_at: text(changed),
    })),
  )
}

function walkOf(pass: 'read' | 'recheck', members: Partial<Walk> = {}): Walk {
  return { ...startWalk(newTask(pass, WINDOW), 'usual'), ...members }
}

const ROWS = rowsAt([10, 10], [30, 90], [60, 60], [120, 120])

test('all rows are the walk’s own and written, also one beyond the window: it may have moved', () => {
  expect(selectRows(walkOf('read'), ROWS, STATE)).toEqual({
    own: [0, 1, 2, 3],
    toWrite: [0, 1, 2, 3],
    around: 0,
  })
})

test('rows of a part that was handed over are another’s', () => {
  const { own } = selectRows(walkOf('read', { until: 40 * MINUTE_MS }), ROWS, STATE)

  expect(own).toEqual([0, 1, 3])
})

test('a recheck owns all rows, and writes those that have changed, give or take ten minutes', () => {
  expect(selectRows(walkOf('recheck'), ROWS, STATE)).toEqual({
    own: [0, 1, 2, 3],
    toWrite: [1, 2, 3],
    around: 0,
  })
})

test('what was written at the place where the walk goes on is its own, but not written again', () => {
  const task = {
    ...newTask('read', { ...WINDOW, since: 10 * MINUTE_MS }),
    keysWritten: new Set(['k0']),
  }

  expect(selectRows(startWalk(task, 'usual'), ROWS, STATE)).toEqual({
    own: [0, 1, 2, 3],
    toWrite: [1, 2, 3],
    around: 0,
  })
})

test('rows around the window, which are asked for as it has no whole seconds, are nobody’s', () => {
  const window = { since: 10 * MINUTE_MS + 1, until: 60 * MINUTE_MS - 1 }
  const walk = startWalk(newTask('read', window), 'usual')
  const rows = rowsAt([9, 9], [10, 10], [30, 30], [60 - 0.001 / 60, 60], [60, 60])

  // What is beyond what was asked for may have moved.
  expect(selectRows(walk, rows, STATE)).toEqual({ own: [0, 2, 4], toWrite: [0, 2, 4], around: 2 })
})
