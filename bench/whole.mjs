import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { findPeers } from './peers.mjs'
import { barChart } from './report/chart.mjs'
import { CHART, page } from './report/page.mjs'
import { SCENARIOS } from './scenarios.mjs'

const docs = (name) => fileURLToPath(new URL(`../docs/${name}`, import.meta.url))
const TRIAL_SHARE = 1 / 50

/**
 * The whole benchmark, or the scenarios named. Prints the page of results, or writes it and its
 * chart to `docs/`.
 */
export async function whole({ only, isTrial, isWriting }, say) {
  const { peers, leftOut } = await findPeers(say)
  const context = {
    peers,
    say,
    rowsOf: (rows) => (isTrial ? rows * TRIAL_SHARE : rows),
    rounds: (rounds) => (isTrial ? 1 : rounds),
  }
  const sections = []
  for (const name of only ?? Object.keys(SCENARIOS)) {
    say(`\n${name}`)
    sections.push(await SCENARIOS[name](context))
  }
  const text = page({ sections, leftOut, isTrial })
  if (!isWriting) return say(`\n${text}`)

  const bars = sections.find((section) => section.bars !== undefined)?.bars
  await writeFile(docs('performance.md'), text)
  if (bars !== undefined) await writeFile(docs(CHART), barChart(CHART_TITLE, bars))
  say(`\nwritten: docs/performance.md, docs/${CHART}`)
}

const CHART_TITLE = 'CPU for each record, against the parse floor (less is better)'
