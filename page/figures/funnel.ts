import type { Colour, Figure } from './figure'
import { shareOf } from './sums'
import { countText, counted, shareText } from './words'

export interface Stage {
  readonly name: string
  readonly count: number
}

export interface Funnel {
  readonly id: string
  readonly title: string
  readonly subtitle: string
  readonly notes: readonly string[]
  /** What the first stage holds: `attempt`. */
  readonly unit: string
  readonly colour: Colour
  /** Each is part of the one before it. */
  readonly stages: readonly Stage[]
}

/** A funnel as bars: each stage as a share of the first, and of the one before it. */
export function funnelFigure(funnel: Funnel): Figure {
  const { id, title, subtitle, notes, unit, colour, stages } = funnel
  const whole = stages[0]?.count ?? 0
  const steps = stages.map(({ name, count }, at) => {
    const before = stages[at - 1]
    return {
      ...{ name, count },
      ofAll: shareOf(count, whole),
      ofBefore: before === undefined ? null : shareOf(count, before.count),
      before: before?.name.toLowerCase(),
    }
  })
  return {
    ...{ id, title, subtitle, notes },
    legend: [],
    table: {
      columns: [
        { title: 'Stage', kind: 'text' },
        { title: 'Count', kind: 'count' },
        { title: `Per ${unit}`, kind: 'share' },
        { title: 'Per stage before', kind: 'share' },
      ],
      rows: steps.map(({ name, count, ofAll, ofBefore }) => [name, count, ofAll, ofBefore]),
    },
    chart:
      whole === 0
        ? undefined
        : {
            kind: 'bars',
            bars: steps.map(({ name, count, ofAll, ofBefore, before }) => ({
              label: name,
              value: count,
              text: `${countText(count)} · ${shareText(ofAll)}`,
              colour,
              tip: [
                name,
                `${counted(count, unit)}, ${shareText(ofAll)} of all`,
                ...(before === undefined ? [] : [`${shareText(ofBefore)} of “${before}”`]),
              ],
            })),
          },
  }
}
