import { axisX, axisY, barY, dot, gridY, line, ruleY } from '@observablehq/plot'
import type { LimitChart, LinesChart, MixChart } from '../figures/figure'
import { fillOf, svgOf, titleOf } from './plot'
import type { Size } from './size'

const MARGINS = { marginTop: 14, marginBottom: 26, marginLeft: 40, marginRight: 14 }
const HEIGHT_PX = 250

const PERCENT = (share: number): string => `${Math.round(100 * share)}%`
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' })

/** Shares of each month, one above the other. */
export function drawMix({ parts }: MixChart, size: Size): string {
  const months = [...new Set(parts.map(({ month }) => month))]
  return svgOf(size, {
    height: HEIGHT_PX,
    ...MARGINS,
    x: { type: 'band', domain: months, label: null, padding: 0.16 },
    y: { label: null, domain: [0, 1] },
    marks: [
      axisY({ label: null, ticks: 4, tickSize: 0, tickFormat: PERCENT }),
      axisX(labelled(months, size), {
        label: null,
        tickSize: 0,
        tickFormat: tick,
        lineHeight: 1.1,
      }),
      barY(parts, { x: 'month', y: 'share', fill: fillOf, title: titleOf, insetTop: 0.5 }),
    ],
  })
}

/** Shares over months, a line for each series, with a dot for each month. */
export function drawLines({ points }: LinesChart, size: Size): string {
  const dated = points.map((point) => ({ ...point, at: new Date(point.month) }))
  const months = [...new Set(points.map(({ month }) => month))].sort()
  return svgOf(size, {
    height: HEIGHT_PX + 30,
    ...MARGINS,
    x: { type: 'utc', label: null },
    y: { label: null, domain: [0, 1], nice: true },
    marks: [
      gridY({ ticks: 4, stroke: 'var(--rule)', strokeOpacity: 1 }),
      axisY({ label: null, ticks: 4, tickSize: 0, tickFormat: PERCENT }),
      axisX(
        labelled(months, size).map((month) => new Date(month)),
        {
          label: null,
          tickSize: 4,
          tickFormat: (at: Date) => tick(at.toISOString()),
          lineHeight: 1.1,
        },
      ),
      line(dated, { x: 'at', y: 'share', z: 'series', stroke: fillOf, strokeWidth: 2 }),
      dot(dated, { x: 'at', y: 'share', r: 2.6, fill: fillOf, title: titleOf }),
      ruleY([0]),
    ],
  })
}

/** A column for each week, and the line that it should stay below. */
export function drawLimit({ columns, limit }: LimitChart, size: Size): string {
  const most = Math.max(limit, ...columns.map(({ value }) => value))
  const weeks = columns.map(({ week }) => week)
  return svgOf(size, {
    height: HEIGHT_PX,
    ...MARGINS,
    x: { type: 'band', domain: weeks, label: null, padding: columns.length > 60 ? 0.05 : 0.15 },
    y: { label: null, domain: [0, most * 1.08] },
    marks: [
      gridY({ interval: stepFor(most), stroke: 'var(--rule)', strokeOpacity: 1 }),
      axisY({ label: null, interval: stepFor(most), tickSize: 0 }),
      axisX(firstWeeks(weeks, size), {
        label: null,
        tickSize: 0,
        tickFormat: tick,
        lineHeight: 1.1,
      }),
      barY(columns, { x: 'week', y: 'value', fill: fillOf, title: titleOf }),
      ruleY([limit], { stroke: 'var(--ink)', strokeWidth: 1.5, strokeDasharray: '5 3' }),
      ruleY([0]),
    ],
  })
}

/** Whole numbers, about five of them. */
function stepFor(most: number): number {
  return Math.max(1, Math.ceil(most / 5))
}

/** The months that get a label: as many as fit, one at the same place of each year. */
function labelled(months: readonly string[], { width }: Size): string[] {
  const every = [1, 2, 3, 6, 12, 24].find((step) => (months.length / step) * 38 < width - 60) ?? 60
  return months.filter((month) => (Number(month.slice(5, 7)) - 1) % every === 0)
}

/** The first week of each month that gets a label. */
function firstWeeks(weeks: readonly string[], size: Size): string[] {
  const firsts = new Map<string, string>()
  for (const week of weeks) {
    const isFirst = Number(week.slice(8)) <= 7
    if (isFirst) firsts.set(`${week.slice(0, 7)}-01`, week)
  }
  return labelled([...firsts.keys()], size).map((month) => firsts.get(month) ?? month)
}

/** `Jan` with the year below it, and `Feb` alone. */
function tick(day: string): string {
  const month = MONTH.format(new Date(day))
  return Number(day.slice(5, 7)) === 1 ? `${month}\n${day.slice(0, 4)}` : month
}
