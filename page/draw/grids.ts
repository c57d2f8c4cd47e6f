import { axisX, axisY, cell, text } from '@observablehq/plot'
import type { HeatChart, StripChart } from '../figures/figure'
import { dayText } from '../figures/words'
import { fillOf, svgOf, titleOf } from './plot'
import { FULL, type Size } from './size'

const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

/** Hours and weekdays: hours across where there is room, and down on a telephone. */
export function drawHeat({ cells, weekdays }: HeatChart, size: Size): string {
  const isNarrow = size.name === 'narrow'
  const hours = HOURS.slice(
    Math.min(...cells.map(({ hour }) => hour)),
    Math.max(...cells.map(({ hour }) => hour)) + 1,
  )
  const hour = { domain: hours, label: null, tickSize: 0 }
  const weekday = { domain: weekdays, label: null, tickSize: 0 }
  const across = isNarrow ? 'weekday' : 'hour'
  const down = isNarrow ? 'hour' : 'weekday'
  const minutes = !isNarrow && size.width < FULL.width ? '' : ':00'
  const hourTick = (at: number): string => `${at}`.padStart(2, '0') + minutes
  const short = (name: string): string => name.slice(0, 3)
  const marks = [false, true].map((isThin) =>
    cell(
      cells.filter((one) => one.isThin === isThin),
      { x: across, y: down, fill: fillOf, title: titleOf, inset: isThin ? 7 : 1, rx: 2 },
    ),
  )
  return svgOf(size, {
    height: isNarrow ? hours.length * 26 + 30 : weekdays.length * 32 + 30,
    ...{ marginTop: 26, marginBottom: 4, marginLeft: isNarrow ? 46 : 84, marginRight: 2 },
    x: { ...(isNarrow ? weekday : hour), padding: 0 },
    y: { ...(isNarrow ? hour : weekday), padding: 0 },
    marks: [
      axisX({ anchor: 'top', label: null, tickSize: 0, tickFormat: isNarrow ? short : hourTick }),
      axisY({ label: null, tickSize: 0, tickFormat: isNarrow ? hourTick : String }),
      ...marks,
    ],
  })
}

/** The names are marks of their own. */
const NO_AXIS = { axis: null } as const

const STRIP_ROW_PX = 20
const NARROW_ROW_PX = 34

/** Days across, streams down; on a telephone each stream's name stands above its days. */
export function drawStrip({ cells, streams, days }: StripChart, size: Size): string {
  const isNarrow = size.name === 'narrow'
  const ticks = days.filter((_, at) => (days.length - 1 - at) % 7 === 0)
  const rowPx = isNarrow ? NARROW_ROW_PX : STRIP_ROW_PX
  return svgOf(size, {
    height: streams.length * rowPx + 28,
    ...{ marginTop: 22, marginBottom: 4, marginLeft: isNarrow ? 2 : 250, marginRight: 2 },
    x: { type: 'band', domain: days, padding: 0, label: null },
    y: { type: 'band', domain: streams, padding: 0, label: null, ...(isNarrow && NO_AXIS) },
    marks: [
      axisX(ticks.slice(isNarrow ? -3 : 0), {
        ...{ anchor: 'top', label: null, tickSize: 0 },
        ...{ tickFormat: (day: string) => dayText(day).slice(0, -5), textAnchor: 'end', dx: 8 },
      }),
      isNarrow
        ? text(streams, {
            ...{
              x: () => days[0],
              y: (stream: string) => stream,
              text: (stream: string) => stream,
            },
            ...{ textAnchor: 'start', dx: -4, dy: -8, fontSize: 11 },
          })
        : axisY({ label: null, tickSize: 0, textAnchor: 'end' }),
      cell(cells, {
        ...{ x: 'day', y: 'stream', fill: fillOf, title: titleOf, rx: 1.5 },
        ...{ insetLeft: 1, insetRight: 1, insetBottom: 2, insetTop: isNarrow ? 17 : 2 },
      }),
    ],
  })
}
