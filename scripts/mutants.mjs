// Puts deliberate bugs into the sources, one at a time, and looks whether a test notices each:
// npm run mutants [-- --only TEXT] [-- --share 12] [-- --list]
//
// The table is in scripts/mutants/table. A patch whose text is no longer there, or is there twice,
// is refused: rewrite it, or take it out. `--share N` tries N of those that
// were caught before, others each day, and notes nothing; every other run notes what came of it in scripts/mutants/report.json and docs/mutants.md.
// `--open` tries those of which no test is known that catches them.
import { parseArgs } from 'node:util'
import { readTable } from './mutants/read-table.mjs'
import { isCaught, tellAll, tellOne, writeReports } from './mutants/report.mjs'
import { openWorkbench } from './mutants/workbench.mjs'

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    share: { type: 'string' },
    list: { type: 'boolean', default: false },
    open: { type: 'boolean', default: false },
  },
})

const table = readTable()
const isShare = values.share !== undefined
/** Another machine, and another order, may see a bug less well: one of ten fails nothing, and is told. */
const SHARE_CAUGHT_MIN = 0.9
const chosen = shareOf(
  // A share is there to notice tests that bite no more: of bugs that were caught before.
  table.filter((one) => one.unseen === undefined && (!isShare || isCaught(one))),
  values.share === undefined ? undefined : Number(values.share),
)
  .filter(({ name, file }) => `${file} ${name}`.includes(values.only))
  .filter((one) => !values.open || !isCaught(one))

if (values.list) {
  for (const { file, name } of chosen) process.stdout.write(`${file}: ${name}\n`)
} else {
  const results = await tryAll(chosen)
  tellAll(results)
  if (values.share === undefined) writeReports(results, table)
  const caught = results.filter(({ caughtBy }) => caughtBy !== undefined).length
  process.exitCode = caught >= results.length * (isShare ? SHARE_CAUGHT_MIN : 1) ? 0 : 1
}

async function tryAll(mutants) {
  const bench = openWorkbench()
  try {
    await bench.refuseFailingTests([...new Set(mutants.flatMap(({ tests }) => tests))])
    const results = []
    for (const mutant of mutants) {
      const result = { ...mutant, ...(await bench.attempt(mutant)) }
      tellOne(result)
      results.push(result)
      if (values.share === undefined) writeReports([result], table)
    }
    return results
  } finally {
    bench.close()
  }
}

/** So many of them, spread over the whole table, and others each day. */
function shareOf(mutants, count) {
  if (count === undefined || count >= mutants.length) return mutants
  const days = Math.floor(Date.now() / 86_400_000)
  const step = mutants.length / count
  return Array.from({ length: count }, (_, index) => {
    const at = (Math.floor(index * step) + days) % mutants.length
    return mutants[at]
  })
}
