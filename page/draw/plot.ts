import { plot, type PlotOptions } from '@observablehq/plot'
import { parseHTML } from 'linkedom'
import type { Colour, Tip } from '../figures/figure'
import type { Size } from './size'

/** Plot asks for a document to make elements with; it is never shown. */
const { document } = parseHTML('<!doctype html><html><body></body></html>')

const FONT_PX = 12

/** Draws without a browser. @returns an SVG element as text. */
export function svgOf({ width }: Size, options: PlotOptions): string {
  const style = { fontSize: `${FONT_PX}px`, fontFamily: 'inherit', overflow: 'visible' }
  const figure = plot({ ...options, document, width, style })
  // What is read by a machine is beside it: the table, and the tips as text.
  figure.setAttribute('aria-hidden', 'true')
  return figure.outerHTML
}

/** The style sheet says what the colour is, in light, in dark and on paper. */
export function fillOf({ colour }: { readonly colour: Colour }): string {
  return `var(--${colour})`
}

/** Becomes the mark's <title>: browsers show it by themselves where scripts are off. */
export function titleOf({ tip }: { readonly tip: Tip }): string {
  return tip.join('\n')
}
