import { createSharedCount, type SharedCount } from '../../src/sync/progress/shared-count'
import type { Task } from '../../src/sync/progress/tasks'
import type { Walk } from '../../src/sync/progress/walk'

type Shared = SharedCount | undefined

/** Copies the counts that walks and tasks share, so that those who share one share its copy. */
export function copier(walks: readonly Walk[], tasks: readonly Task[]): (count: Shared) => Shared {
  const copies = new Map<SharedCount, SharedCount>()
  return (count) => {
    if (count === undefined) return undefined
    const known = copies.get(count)
    if (known !== undefined) return known
    const copy = createSharedCount(count.window, count.rowsExpected)
    const parts = [...walks, ...tasks].filter(({ shared }) => shared === count).length
    for (let part = 1; part < parts; part += 1) copy.join()
    copy.add(count.rowsReceived, count.kept)
    if (count.isSpoilt) copy.spoil()
    copies.set(count, copy)
    return copy
  }
}
