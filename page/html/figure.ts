import { draw } from '../draw/draw'
import { FULL, HALF, NARROW } from '../draw/size'
import type { Figure, LegendEntry } from '../figures/figure'
import { markup, raw, type Markup } from './markup'
import { tableOf } from './table'

/** A figure with its finding, its legend, two drawings (one is shown, as there is room) and its table. */
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

function chartOf({ title, chart, isWide }: Figure): Markup {
  if (chart === undefined) return markup`<p class="nothing">There is nothing to draw.</p>`
  const label = `Chart: ${title}. The arrow keys read its values one by one; the table below has all of them.`
  return markup`<div class="chart" tabindex="0" role="group" aria-label="${label}">
<div class="drawing wide-one">${raw(draw(chart, isWide === true ? FULL : HALF))}</div>
<div class="drawing narrow-one">${raw(draw(chart, NARROW))}</div>
</div>`
}

function entryOf({ label, colour }: LegendEntry): Markup {
  const swatch =
    colour === undefined
      ? markup`<span class="swatch line"></span>`
      : markup`<span class="swatch" style="background:var(--${colour})"></span>`
  return markup`<li>${swatch}${label}</li>`
}
