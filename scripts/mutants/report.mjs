import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './read-table.mjs'

export function tellOne({ file, name, caughtBy, trouble = '' }) {
  process.stdout.write(
    caughtBy === undefined
      ? `SURVIVED  ${file}: ${name} ${trouble}\n`
      : `caught    ${file}: ${name}\n          ${caughtBy}\n`,
  )
}

export function tellAll(results) {
  const caught = results.filter(({ caughtBy }) => caughtBy !== undefined)
  process.stdout.write(`${caught.length} of ${results.length} deliberate bugs were caught.\n`)
}

/**
 * Notes what came of these mutants beside what is known of the others: as JSON, for
 * docs/reliability.md, and as a page.
 */
export function writeReports(results, table) {
  const path = join(ROOT, 'scripts', 'mutants', 'report.json')
  const known = new Map()
  if (existsSync(path)) {
    for (const one of JSON.parse(readFileSync(path, 'utf8')).tried) known.set(keyOf(one), one)
  }
  for (const one of results) known.set(keyOf(one), one)
  const seen = table.filter(({ unseen }) => unseen === undefined)
  const unseen = table.filter((one) => one.unseen !== undefined)
  const tried = seen.map((one) => ({
    file: one.file,
    name: one.name,
    caughtBy: known.get(keyOf(one))?.caughtBy ?? null,
  }))
  const caught = tried.filter(({ caughtBy }) => caughtBy !== null)
  const json = {
    figures: { bugs: tried.length, caught: caught.length, unseen: unseen.length },
    tried,
    unseen: unseen.map(({ file, name, unseen: why }) => ({ file, name, why })),
  }
  writeFileSync(path, `${JSON.stringify(json, null, 2)}\n`)
  writeFileSync(join(ROOT, 'docs', 'mutants.md'), pageOf(json))
}

function keyOf({ file, name }) {
  return `${file} ${name}`
}

function pageOf({ figures, tried, unseen }) {
  return [
    '# Deliberate bugs, and the tests that catch them',
    '',
    'Made by `npm run mutants`: each bug is put into a copy of the sources, alone, and the tests of its',
    `room are run. Of ${figures.bugs} bugs ${figures.caught} were caught.`,
    '',
    ...roomsOf(tried).flatMap(([file, bugs]) => [
      `## \`${file}\``,
      '',
      ...bugs.map(
        ({ name, caughtBy }) =>
          `- ${text(name)}: ${caughtBy === null ? '**no test is known yet**' : text(caughtBy)}`,
      ),
      '',
    ]),
    '## What nobody can see',
    '',
    ...unseen.map(({ file, name, why }) => `- \`${file}\`: ${text(name)}. ${text(why)}`),
    '',
  ].join('\n')
}

function roomsOf(tried) {
  const rooms = new Map()
  for (const one of tried) rooms.set(one.file, [...(rooms.get(one.file) ?? []), one])
  return [...rooms]
}

/** Nothing in a sentence of ours is markup. */
function text(sentence) {
  return sentence.replaceAll(/([*_<>[\]|`\\])/g, '\\$1')
}

/** Whether a test is known that catches it. */
export function isCaught(one) {
  const path = join(ROOT, 'scripts', 'mutants', 'report.json')
  if (!existsSync(path)) return false
  const { tried } = JSON.parse(readFileSync(path, 'utf8'))
  return tried.some((other) => keyOf(other) === keyOf(one) && other.caughtBy !== null)
}
