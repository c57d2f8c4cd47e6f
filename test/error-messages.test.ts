import { USAGE } from '../src/cli'
import { textOf } from './support/repository'
import { sentencesIn } from './support/sentences'

/** What is told instead: a signal, a closed pipe, the code of an error. */
const NEVER_TOLD = new Set([
  ...['Told to stop', 'The reader closed stdout', USAGE.trim()],
  ...['Looking at the catalog', 'in place'],
  // A kind of checkpoint, and why what was asked for ahead is given up.
  ...['taken back', 'The walk is over', 'the exchange has ended'],
])

/**
 * The sandbox answers as ClearGrid does: what it says arrives as an answer. What streams are is in the
 * catalog.
 */
const isTold = (file: string): boolean =>
  !/^(sandbox|generated)\/|^(discovered-)?streams|^commands\/discover\/describe/.test(file)

const PAGES = ['docs/errors.md', 'docs/operating.md'].map(textOf).map(plain)

test('every message that the connector can give has its place on the page of messages', () => {
  const said = sentencesIn(isTold).filter(({ text }) => !NEVER_TOLD.has(text))

  const missing = said.filter(({ text }) => !PAGES.some((page) => page.includes(plain(text))))

  expect(said.length).toBeGreaterThan(80)
  expect(missing).toEqual([])
})

test('what is never told is still in the source', () => {
  const said = new Set(sentencesIn(isTold).map(({ text }) => text))

  expect([...NEVER_TOLD].filter((text) => !said.has(text))).toEqual([])
})

/** The pages quote with backticks and break no lines; the source breaks its sentences anywhere. */
function plain(text: string): string {
  return text.replace(/`/g, '').replace(/\s+/g, ' ').toLowerCase()
}
