import { writeFileSync } from 'node:fs'
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

/** What came of a run of all: as JSON for docs/reliability.md, and as a page. */
export function writeReports(results, table) {
  const unseen = table.filter((one) => one.unseen !== undefined)
  const caught = results.filter(({ caughtBy }) => caughtBy !== undefined)
  const figures = { bugs: results.length, caught: caught.length, unseen: unseen.length }
  const tried = results.map(({ file, name, caughtBy = null }) => ({ file, name, caughtBy }))
  const json = {
    figures,
    tried,
    unseen: unseen.map(({ file, name, unseen: why }) => ({ file, name, why })),
  }
  writeFileSync(
    join(ROOT, 'scripts', 'mutants', 'report.json'),
    `${JSON.stringify(json, null, 2)}\n`,
  )
  writeFileSync(join(ROOT, 'docs', 'mutants.md'), pageOf(json))
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
          `- ${text(name)}: ${caughtBy === null ? '**not caught**' : text(caughtBy)}`,
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
