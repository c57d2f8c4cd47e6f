import { machine } from './machine.mjs'

/** The chart, beside the page. */
export const CHART = 'performance.svg'

/**
 * The page of results, as Markdown. All of it comes from this run, or is the same each time.
 * @param sections what the scenarios returned.
 * @param leftOut a sentence for each contender that could not be run.
 * @param isTrial few rows and one round: the figures mean nothing.
 */
export function page({ sections, leftOut, isTrial }) {
  const claims = sections.flatMap((section) => section.claims)
  return [
    '# Performance',
    'Written by `npm run bench -- --write`; not edited by hand.',
    ...(isTrial ? ['**A trial: few rows, one round. These figures mean nothing.**'] : []),
    INTRODUCTION,
    ...(claims.length === 0 ? [] : ['## In short', table(CLAIM_TITLES, claims.map(claimRow))]),
    ...(sections.some(({ bars }) => bars !== undefined) ? [IMAGE] : []),
    '## How it was measured',
    METHOD,
    table(['machine', ''], machine()),
    ...leftOut.map((sentence) => `${sentence}`),
    ...sections.flatMap(sectionParts),
    '## What these figures do not say',
    LIMITS,
  ]
    .join('\n\n')
    .concat('\n')
}

const INTRODUCTION =
  'Read the ratios. They compare processes that ran in turn on one machine within one run, and hold ' +
  'elsewhere; the absolute figures beside them are this machine’s.'

const CLAIM_TITLES = ['what', 'asked for', 'found', 'met']
const claimRow = ({ claim, asked, found, isMet }) => [claim, asked, found, isMet ? 'yes' : '**no**']

const IMAGE = `![CPU for each record, against the parse floor](${CHART})`

const METHOD = [
  '- **The API** is a stand-in in a process of its own, on loopback: login and page cursors as ' +
    'ClearGrid has them, rows of D21 (11 fields, about 320 bytes, each with its own id and ' +
    'timestamps), spread evenly over 360 days. It makes a page in about half a millisecond of its ' +
    'own CPU.',
  '- **Every contender** is a process of its own, reads the same rows at 1,000 a page and writes to ' +
    'a pipe that another process empties and counts. A run in which a record is missing or ' +
    'twice there ends the benchmark.',
  '- **The parse floor** is the least that a program in Node must do that looks at its rows the ' +
    'usual way: fetch each page with Node’s own client over one connection, `JSON.parse` it, write ' +
    'nothing.',
  '- **source-cleargrid** is `node dist/main.js read`, whole: login, windows, totals, state, schema ' +
    'checks, records.',
  '- **The others’ connectors** are their real packages from npm and PyPI, with a manifest or ' +
    'source of ours in `bench/`. Faros’s CDK reads one page after another, as it does for everyone.',
  '- **CPU** is user and system time of the contender’s process, as the kernel counts it; **peak ' +
    'memory** its highest resident size; MB are millions of bytes.',
  '- **Rounds** are interleaved (A B C, A B C, …). A figure is the median of its rounds, a ratio ' +
    'the median of the rounds’ own ratios.',
].join('\n')

const LIMITS = [
  '- The API, the contender and the reader share the cores of one machine: wall times without ' +
    'latency are worse than with ClearGrid on a machine of its own, for the fastest most of all.',
  '- Loopback has no TLS and no losses. Both cost every contender about the same.',
  '- Made-up rows are more alike than real ones: a real answer compresses less.',
  '- The low-code connector leaves out fields that are null; all others write each row whole.',
].join('\n')

function sectionParts({ title, text, tables }) {
  return [`## ${title}`, ...text, ...tables.map(({ titles, rows }) => table(titles, rows))]
}

/** First column to the left, figures to the right. */
function table(titles, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  const rule = titles.map((_, at) => (at === 0 ? '---' : '---:'))
  return [titles, rule, ...rows].map(line).join('\n')
}
