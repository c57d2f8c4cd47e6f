import { axisY, barX, ruleX, text } from '@observablehq/plot'
import type { BarsChart, PartsChart } from '../figures/figure'
import { fillOf, svgOf, titleOf } from './plot'
import type { Size } from './size'

const ROW_PX = 34
/** With the label above its bar. */
const NARROW_ROW_PX = 54

/** Bars from the left, each with its number after it. */
export function drawBars({ bars }: BarsChart, size: Size): string {
  const most = Math.max(...bars.map(({ value }) => value))
  return svgOf(size, {
    height: bars.length * ROW_PX + 8,
    ...{ marginTop: 4, marginBottom: 4, marginLeft: 96, marginRight: 8 },
    // Room for the number after the longest bar.
    x: { axis: null, domain: [0, most * (size.name === 'narrow' ? 1.75 : 1.35)] },
    y: { domain: bars.map(({ label }) => label), label: null, padding: 0.28 },
    marks: [
      axisY({ label: null, tickSize: 0 }),
      barX(bars, { x: 'value', y: 'label', fill: fillOf, title: titleOf, rx: 2 }),
      text(bars, { x: 'value', y: 'label', text: 'text', textAnchor: 'start', dx: 6 }),
      ruleX([0]),
    ],
  })
}

/** Bars of one length, cut into shares; a share is written into its part where there is room. */
export function drawParts({ labels, parts }: PartsChart, size: Size): string {
  const isNarrow = size.name === 'narrow'
  const roomFrom = isNarrow ? 0.16 : 0.08
  return svgOf(size, {
    height: labels.length * (isNarrow ? NARROW_ROW_PX : ROW_PX) + 32,
    ...{
      marginTop: 4,
      marginBottom: 28,
      marginLeft: isNarrow ? 2 : roomFor(labels),
      marginRight: 14,
    },
    x: { label: null, percent: true, ticks: 4, tickFormat: (share: number) => `${share}%` },
    y: { domain: labels, label: null, padding: isNarrow ? 0.55 : 0.28, ...(isNarrow && NO_AXIS) },
    marks: [
      ...(isNarrow
        ? [
            text(labels, {
              x: 0,
              y: (label: string) => label,
              text: (label: string) => label,
              textAnchor: 'start',
              dy: -16,
              frameAnchor: 'left',
            }),
          ]
        : [axisY({ label: null, tickSize: 0 })]),
      barX(parts, {
        ...{ x: 'share', y: 'label', fill: fillOf, title: titleOf },
        ...{ insetLeft: 0.5, insetRight: 0.5, dy: isNarrow ? 7 : 0 },
      }),
      text(
        placed(parts).filter(({ share }) => share >= roomFrom),
        {
          ...{ x: 'middle', y: 'label', dy: isNarrow ? 7 : 0 },
          text: ({ share }: { readonly share: number }) => `${Math.round(100 * share)}%`,
          fill: ({ colour }: { readonly colour: string }) => `var(--on-${colour})`,
        },
      ),
    ],
  })
}

/** Labels are not measured: a character of theirs is about so wide. */
const CHARACTER_PX = 6.8

function roomFor(labels: readonly string[]): number {
  return Math.ceil(CHARACTER_PX * Math.max(...labels.map(({ length }) => length))) + 10
}

/** The labels are marks of their own. */
const NO_AXIS = { axis: null } as const

type Placed = PartsChart['parts'][number] & { readonly middle: number }

/** Where each part's middle lies: parts of a bar follow each other. */
function placed(parts: PartsChart['parts']): Placed[] {
  const filled = new Map<string, number>()
  return parts.map((part) => {
    const before = filled.get(part.label) ?? 0
    filled.set(part.label, before + part.share)
    return { ...part, middle: before + part.share / 2 }
  })
}
