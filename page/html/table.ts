import type { Cell, Figure, TableColumn } from '../figures/figure'
import { countText, shareText } from '../figures/words'
import { markup, type Markup } from './markup'

/** The figure's numbers as a table, folded away: for screen readers, for copying, for checking. */
export function tableOf({ title, table }: Figure): Markup {
  return markup`<details class="numbers">
<summary>The numbers<span class="unseen"> of: ${title}</span></summary>
<div class="scroll" tabindex="0" role="region" aria-label="The numbers of: ${title}">
<table>
<caption class="unseen">${title}</caption>
<thead><tr>${table.columns.map(headOf)}</tr></thead>
<tbody>
${table.rows.map((row) => rowOf(row, table.columns))}</tbody>
</table>
</div>
</details>`
}

function headOf({ title, kind }: TableColumn): Markup {
  return markup`<th scope="col" class="${kind}">${title}</th>`
}

function rowOf(row: readonly Cell[], columns: readonly TableColumn[]): Markup {
  const cells = row.map((cell, at) => {
    const kind = columns[at]?.kind ?? 'text'
    if (at === 0) return markup`<th scope="row" class="${kind}">${shown(cell, kind)}</th>`
    return markup`<td class="${kind}">${shown(cell, kind)}</td>`
  })
  return markup`<tr>${cells}</tr>\n`
}

function shown(cell: Cell, kind: TableColumn['kind']): string {
  if (cell === null) return '–'
  if (typeof cell === 'string') return cell
  return kind === 'share' ? shareText(cell) : countText(cell)
}
