import { createHash } from 'node:crypto'
import { formatInstant, type Instant } from '../../src/time/instant'
import type { Figure } from '../figures/figure'
import { dayText } from '../figures/words'
import { figureOf } from './figure'
import { markup, jsonInScript, raw, type Markup } from './markup'

export interface PageOptions {
  /** Whose page it is: `Acme Finance`, or what the data are. */
  readonly title: string
  /** One sentence about where the numbers come from. */
  readonly source: string
  /** The instant up to which ages count. */
  readonly asOf: Instant
  readonly figures: readonly Figure[]
  readonly style: string
  /** The script that reads values out: no other may run. */
  readonly script: string
}

const FOOTER =
  'Every figure is an SQL file over the tables that source-cleargrid loads; its numbers are folded ' +
  'away below it. Rates name what they are a share of. Point at a mark, touch it, or move with the ' +
  'arrow keys to read its value.'

/**
 * The whole page, in one file that asks for nothing: no server, no network, and figures that are
 * there without scripts too.
 */
export function documentOf(options: PageOptions): string {
  const { title, source, asOf, figures, style, script } = options
  const instant = formatInstant(asOf)
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyFor(script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Collections: ${title}</title>
<link rel="icon" href="data:,">
<style>${raw(style)}</style>
</head>
<body>
<header>
<p class="kicker">Collections on one page</p>
<h1>${title}</h1>
<p class="source">${source} As of ${dayText(instant)}, ${instant.slice(11, 16)} UTC.</p>
</header>
<nav aria-label="Findings">
<h2>In short</h2>
<ol>${figures.map(findingOf)}</ol>
</nav>
<main>
${figures.map(figureOf)}</main>
<footer><p>${FOOTER}</p></footer>
<div class="tip" role="status" hidden></div>
<script type="application/json" id="figures">${jsonInScript({ asOf: instant, figures: figures.map(dataOf) })}</script>
<script>${raw(script)}</script>
</body>
</html>
`
  return page.text
}

function findingOf({ id, title }: Figure): Markup {
  return markup`<li><a href="#${id}">${title}</a></li>`
}

/** The numbers alone, for programs. */
function dataOf({ id, title, subtitle, table }: Figure): object {
  const columns = table.columns.map((column) => column.title)
  return { id, title, subtitle, columns, rows: table.rows }
}

/** Nothing is loaded, nothing is sent, and no script runs but ours. */
function policyFor(script: string): string {
  const hash = createHash('sha256').update(script).digest('base64')
  return [
    `default-src 'none'`,
    `style-src 'unsafe-inline'`,
    `script-src 'sha256-${hash}'`,
    `img-src data:`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ')
}
