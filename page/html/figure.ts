import { draw } from '../draw/draw'
import { FULL, HALF, MIDDLE, NARROW, type Size } from '../draw/size'
import type { Chart, Figure, LegendEntry } from '../figures/figure'
import { markup, raw, type Markup } from './markup'
import { tableOf } from './table'

/** A figure with its finding, its legend, its drawings (one is shown) and its table. */
export function figureOf(figure: Figure): Markup {
  const { id, title, subtitle, notes, legend, isWide } = figure
  const kind = isWide === true ? 'card wide' : 'card'
  return markup`<figure class="${kind}" id="${id}" aria-labelledby="${id}-title">
<figcaption>
<h2 id="${id}-title">${title}</h2>
<p class="subtitle">${subtitle}</p>
</figcaption>
${legend.length === 0 ? '' : markup`<ul class="legend">${legend.map(entryOf)}</ul>`}
${chartOf(figure)}
${notes.map((note) => markup`<p class="note">${note}</p>`)}
${tableOf(figure)}
</figure>
`
}

const FOR_ONE_COLUMN = [
  ['wide', HALF],
  ['narrow', NARROW],
] as const
const FOR_BOTH_COLUMNS = [
  ['full', FULL],
  ['wide', MIDDLE],
  ['narrow', NARROW],
] as const

function chartOf({ title, chart, isWide }: Figure): Markup {
  if (chart === undefined) return markup`<p class="nothing">There is nothing to draw.</p>`
  const sizes = isWide === true ? FOR_BOTH_COLUMNS : FOR_ONE_COLUMN
  const label = `Chart: ${title}. The arrow keys read its values one by one; the table below has all of them.`
  return markup`<div class="chart" tabindex="0" role="group" aria-label="${label}">
${sizes.map(([name, size]) => drawingOf(name, chart, size))}
</div>`
}

/** One drawing of several: the style sheet shows the one that there is room for. */
function drawingOf(name: string, chart: Chart, size: Size): Markup {
  return markup`<div class="drawing ${name}-one">${raw(draw(chart, size))}</div>
`
}

function entryOf({ label, colour }: LegendEntry): Markup {
  const swatch =
    colour === undefined
      ? markup`<span class="swatch line"></span>`
      : markup`<span class="swatch" style="background:var(--${colour})"></span>`
  return markup`<li>${swatch}${label}</li>`
}
