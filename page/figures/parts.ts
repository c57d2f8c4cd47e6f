import type { Figure, LegendEntry } from './figure'
import { shareOf } from './sums'
import { counted, countText, shareText } from './words'

/** One kind of part. */
export interface Series extends Required<LegendEntry> {
  /** Left out where no line has any. */
  readonly isRare?: boolean
}

/** One bar: how much it stands for, and the counts of its parts, in the order of the series. */
export interface Line {
  readonly label: string
  readonly whole: number
  readonly counts: readonly number[]
}

export interface Parts {
  readonly id: string
  readonly title: string
  readonly subtitle: string
  readonly notes: readonly string[]
  readonly firstColumn: string
  readonly wholeTitle: string
  /** What is counted, in the singular. */
  readonly unit: string
  readonly series: readonly Series[]
  readonly lines: readonly Line[]
}

/** Bars of one length, cut into shares, with the number that each stands for beside its name. */
export function partsFigure(parts: Parts): Figure {
  const { id, title, subtitle, notes, unit } = parts
  const lines = parts.lines.filter(({ whole }) => whole > 0)
  const series = parts.series
    .map((one, at) => ({ ...one, at }))
    .filter(({ isRare, at }) => isRare !== true || lines.some(({ counts }) => counts[at] !== 0))
  const nameOf = ({ label, whole }: Line): string => `${label} (${countText(whole)})`
  return {
    ...{ id, title, subtitle, notes },
    legend: series.map(({ label, colour }) => ({ label, colour })),
    table: {
      columns: [
        { title: parts.firstColumn, kind: 'text' },
        { title: parts.wholeTitle, kind: 'count' },
        ...series.flatMap(({ label }) => [
          { title: label, kind: 'count' as const },
          { title: `${label}, per ${unit}`, kind: 'share' as const },
        ]),
      ],
      rows: lines.map(({ label, whole, counts }) => [
        ...[label, whole],
        ...series.flatMap(({ at }) => [counts[at] ?? 0, shareOf(counts[at] ?? 0, whole)]),
      ]),
    },
    chart:
      lines.length === 0
        ? undefined
        : {
            kind: 'parts',
            labels: lines.map(nameOf),
            parts: lines.flatMap((line) =>
              series.map(({ label, colour, at }) => {
                const count = line.counts[at] ?? 0
                const share = shareOf(count, line.whole)
                return {
                  ...{ label: nameOf(line), colour, share: share ?? 0 },
                  tip: [
                    `${line.label}: ${label.toLowerCase()}`,
                    `${shareText(share)} of ${counted(line.whole, unit)}`,
                    countText(count),
                  ] as const,
                }
              }),
            ),
          },
  }
}
