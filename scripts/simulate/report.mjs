import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { availableParallelism } from 'node:os'

const FIGURES = fileURLToPath(new URL('../../test/matrix/figures.json', import.meta.url))
const DAY_MS = 86_400_000

/** One digest over the outputs of all seeds: equal where each of them is. */
export function digestOf(results) {
  const hash = createHash('sha256')
  for (const { seed, digest } of results) hash.update(`${seed} ${digest}\n`)
  return hash.digest('hex').slice(0, 16)
}

/** How often each thing happened, over all seeds. */
export function totalOf(results) {
  const total = {}
  for (const { counts } of results) {
    for (const [what, times] of Object.entries(counts)) total[what] = (total[what] ?? 0) + times
  }
  return total
}

/** What is published: docs/reliability.md. `results` in the order of their seeds. */
export function figuresOf(results) {
  const total = totalOf(results)
  const syncs = Object.entries(total).filter(([what]) => what.startsWith('sync '))
  return {
    seeds: results.length,
    first: results[0]?.seed ?? 0,
    broken: results.filter(({ broken }) => broken !== undefined).length,
    syncs: syncs.reduce((sum, [, times]) => sum + times, 0),
    requests: total['requests'] ?? 0,
    syncDays: Math.round((total['virtual ms'] ?? 0) / DAY_MS),
    livedDays: Math.round((total['lived ms'] ?? 0) / DAY_MS),
  }
}

/** Writes the figures down. @param how a phrase: how often each seed was lived, and on what. */
export function note(figures, how) {
  const all = JSON.parse(readFileSync(FIGURES, 'utf8'))
  const text = JSON.stringify({ ...all, simulator: { ...figures, how } }, null, 2)
  writeFileSync(FIGURES, `${text}\n`)
}

/** What is said of a run on stdout. */
export function say(results, { seconds, isOnce, stories }) {
  const write = (text) => process.stdout.write(text)
  const { 'virtual ms': _syncs, 'lived ms': _lived, ...counts } = totalOf(results)
  for (const [what, times] of Object.entries(counts).sort()) {
    write(`${String(times).padStart(10)}  ${what}\n`)
  }
  const broken = results.filter((result) => result.broken !== undefined)
  for (const { story } of broken.slice(0, stories)) write(`\n${story}\n`)
  const kinds = new Map()
  for (const one of broken) kinds.set(one.kind, [...(kinds.get(one.kind) ?? []), one])
  for (const [kind, list] of [...kinds].sort((a, b) => b[1].length - a[1].length)) {
    const which = list.slice(0, 12).map(({ seed }) => seed)
    write(`\n${list.length} x ${kind}: seeds ${which.join(', ')}`)
    for (const one of list.slice(0, 2)) write(`\n    ${one.seed}: ${one.broken.slice(0, 400)}`)
  }
  const { seeds, syncs, syncDays, livedDays } = figuresOf(results)
  const speed = (seeds / seconds).toFixed(1)
  write(
    `\n${seeds} seeds in ${seconds.toFixed(1)} s on Node ${process.versions.node} ` +
      `(${speed} a second, each run ${isOnce ? 'once' : 'twice'}, ${availableParallelism()} cores): ` +
      `${syncs} syncs, ${syncDays} days in syncs, ${livedDays} days of tenants' lives; ` +
      `${broken.length} broke a promise.\nDigest of all outputs: ${digestOf(results)}\n`,
  )
}
