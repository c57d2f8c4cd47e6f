import type { Action, Troubles } from './moment'

const WALKS_MAX = 2

/** What may happen next: a walk begins or goes on, something goes wrong, or all is done. */
export function actionsOf(walks: number, hasTasks: boolean, left: Troubles): Action[] {
  const each = (what: 'page' | 'say' | 'too much' | 'fail' | 'share'): Action[] =>
    Array.from({ length: walks }, (_, walk) => ({ do: what, walk }))
  const resumed = ['at once', 'a day later'] as const
  return [
    ...(walks < WALKS_MAX && hasTasks ? [{ do: 'begin' } as const] : []),
    ...(walks === 0 && !hasTasks ? [{ do: 'end' } as const] : []),
    ...each('page'),
    // Which STATE was the last matters only where there is something to go on from it.
    ...(left.kill > 0 ? each('say') : []),
    ...(left['too much'] > 0 ? each('too much') : []),
    ...(left.fail > 0 ? each('fail') : []),
    ...(left.share > 0 && !hasTasks ? each('share') : []),
    ...(left.kill > 0 ? resumed.map((resume) => ({ do: 'kill', resume }) as const) : []),
  ]
}
