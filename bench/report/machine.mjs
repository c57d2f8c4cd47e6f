import { cpus, release, totalmem, type } from 'node:os'

/** What the figures were measured on, as the rows of a table. */
export function machine() {
  const cores = cpus()
  return [
    ['processor', cores[0]?.model.trim() || 'unknown'],
    ['cores', cores.length],
    ['memory, GB', Math.round(totalmem() / 1e9)],
    ['system', `${type()} ${release()}`],
    ['Node', process.version],
    ['day', new Date().toISOString().slice(0, 10)],
  ]
}
