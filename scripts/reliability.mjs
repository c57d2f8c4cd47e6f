// Makes docs/reliability.md from the matrix (test/matrix/cases.yaml), the report of the mutants and the
// figures of the small world, Stryker and the simulator: npm run reliability [-- --check]
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { parse } from 'yaml'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const PAGE = join(ROOT, 'docs', 'reliability.md')

const { groups, lost } = readMatrix()
if (lost.length > 0) {
  process.stderr.write(`Tests that the matrix names and that are not there:\n${lost.join('\n')}\n`)
  process.exitCode = 1
} else if (process.argv.includes('--check')) {
  if (readFileSync(PAGE, 'utf8') !== page()) {
    process.stderr.write('docs/reliability.md is not current: npm run reliability\n')
    process.exitCode = 1
  }
} else {
  writeFileSync(PAGE, page())
}

/** The matrix, and what it names that is not there. */
function readMatrix() {
  const titles = new Map()
  const raw = parse(readFileSync(join(ROOT, 'test', 'matrix', 'cases.yaml'), 'utf8'))
  const wrong = []
  const read = Object.entries(raw).map(([name, cases]) => ({
    name,
    cases: Object.entries(cases).map(([id, [what, outcome, ...tests]]) => {
      if (tests.length === 0) wrong.push(`${id}: no test`)
      for (const test of tests) {
        const [, file, title] = /^([^:]+): (.*)$/s.exec(test) ?? []
        if (!titles.has(file)) titles.set(file, titlesIn(file))
        if (!titles.get(file).has(title)) wrong.push(`${id}: ${file}: ${title}`)
      }
      return { id, what, outcome, tests }
    }),
  }))
  return { groups: read, lost: wrong }
}

/** The titles of a file's tests and groups, as they are written. */
function titlesIn(file) {
  const found = new Set()
  let text
  try {
    text = readFileSync(join(ROOT, 'test', `${file}.test.ts`), 'utf8')
  } catch {
    return found
  }
  const visit = (node) => {
    if (ts.isCallExpression(node) && node.arguments.length > 0) {
      const [first] = node.arguments
      const isTest = /^(test|describe)\b/.test(node.expression.getText(tree))
      if (isTest && ts.isStringLiteralLike(first)) found.add(first.text)
    }
    ts.forEachChild(node, visit)
  }
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true)
  visit(tree)
  return found
}

function page() {
  const count = groups.reduce((sum, { cases }) => sum + cases.length, 0)
  return [
    '# How it is proved',
    '',
    '<!-- Made by `npm run reliability`. Change test/matrix/cases.yaml, not this page. -->',
    '',
    ...figures(count),
    '',
    'R: tried again, and the sync has all rows. S: less is asked for. F: a clear failure, the state is',
    'safe. C: a config error, not tried again. W: told, and the sync is complete. A test is its file',
    'below `test/`, and its title or that of its group.',
    '',
    ...groups.flatMap(({ name, cases }) => [
      `## ${name}`,
      '',
      '| case | what happens | outcome | tests |',
      '| --- | --- | --- | --- |',
      ...cases.map(
        ({ id, what, outcome, tests }) =>
          `| ${id} | ${cell(what)} | ${cell(outcome)} | ${tests.map(cell).join('<br>')} |`,
      ),
      '',
    ]),
  ].join('\n')
}

function figures(cases) {
  const { smallWorld, simulator } = json('test/matrix/figures.json')
  const { figures: stryker } = json('scripts/mutants/stryker.json')
  const { figures: bugs } = json('scripts/mutants/report.json')
  const kept = [...text('test/simulation/kept-seeds.ts').matchAll(/^ {2}\[\d+, /gm)].length
  return [
    '| what | how much |',
    '| --- | --- |',
    `| cases of the matrix, each with its tests | ${cases} |`,
    `| histories of the small world | ${number(smallWorld.histories)}, by way of ${number(smallWorld.states)} states |`,
    `| deliberate bugs, [caught](mutants.md) | ${bugs.caught} of ${bugs.bugs}; ${bugs.unseen} more that nobody can see |`,
    `| Stryker, over ${stryker.files} pure rooms | ${stryker.score}% of ${number(stryker.mutants)} mutants |`,
    `| seeds of the simulator, ${simulator.how} | ${number(simulator.seeds)} from ${number(simulator.first)} on; ${number(simulator.broken)} broke a promise |`,
    `| their syncs | ${number(simulator.syncs)}, with ${number(simulator.requests)} requests, ${number(simulator.syncDays)} days long in all, in ${number(simulator.livedDays)} days of tenants' lives |`,
    `| seeds that failed once, kept for ever | ${kept} |`,
  ]
}

function json(path) {
  return JSON.parse(text(path))
}

function text(path) {
  return readFileSync(join(ROOT, path), 'utf8')
}

function number(count) {
  return count.toLocaleString('en')
}

/** Nothing in it is markup. */
function cell(text) {
  return text.replaceAll(/([*_<>[\]|`\\~])/g, '\\$1')
}
