import type { Window } from '../../src/time/window'
import type { Task, Tasks } from '../../src/sync/progress/tasks'

/** Two stretches to read. */
export const UNREAD = [
  { since: 0, until: 10 },
  { since: 20, until: 25 },
]

/** The next window. */
export function taskOf(tasks: Tasks, windowMs: number): Task {
  const task = tasks.next(windowMs)
  if (task === undefined) throw new Error('There is nothing left to walk.')
  return task
}

/** All that are left. */
export function windowsOf(tasks: Tasks, windowMs: number): Window[] {
  const windows: Window[] = []
  while (!tasks.isEmpty) windows.push(taskOf(tasks, windowMs).window)
  return windows
}
