import type { Chart } from '../figures/figure'
import { drawBars, drawParts } from './bars'
import { drawHeat, drawStrip } from './grids'
import { drawLimit, drawLines, drawMix } from './months'
import type { Size } from './size'

/** A chart as an SVG element, in text. Each mark that says something has a <title>. */
export function draw(chart: Chart, size: Size): string {
  switch (chart.kind) {
    case 'bars':
      return drawBars(chart, size)
    case 'parts':
      return drawParts(chart, size)
    case 'mix':
      return drawMix(chart, size)
    case 'lines':
      return drawLines(chart, size)
    case 'heat':
      return drawHeat(chart, size)
    case 'limit':
      return drawLimit(chart, size)
    case 'strip':
      return drawStrip(chart, size)
  }
}
