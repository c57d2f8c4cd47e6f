import { parsePage } from '../../src/cleargrid/page/parse-page'
import type { RowFormat } from '../../src/cleargrid/page/row-format'
import type { Rows } from '../../src/cleargrid/page/rows'
import { envelope } from './answers'

/** Rows in a frame that is easy to see, with some fields of every kind. */
export const FORMAT: RowFormat = {
  primaryKey: ['public_id'],
  cursorField: 'at',
  changeField: 'updated_at',
  fields: [
    { name: 'public_id', types: ['string'], isInstant: false },
    { name: 'at', types: ['string'], isInstant: true },
    { name: 'updated_at', types: ['null', 'string'], isInstant: true },
    { name: 'duration', types: ['null', 'number'], isInstant: false },
    { name: 'count', types: ['null', 'integer'], isInstant: false },
    { name: 'is_active', types: ['null', 'boolean'], isInstant: false },
    {
      name: 'delivery',
      types: ['null', 'object'],
      isInstant: false,
      fields: [{ name: 'status', types: ['null', 'string'], isInstant: false }],
    },
    { name: 'tags', types: ['null', 'array'], isInstant: false },
  ],
  frame: () => ({ before: Buffer.from('<<'), behind: Buffer.from('>>>\n') }),
}

/** Rows as they come out of a page, by way of JSON.parse. */
export function rowsFrom(values: readonly object[], format: RowFormat = FORMAT): Rows {
  return parsePage(Buffer.from(JSON.stringify(envelope({ rows: values }))), format).rows
}

/** The indexes of all rows. */
export function all({ length }: { readonly length: number }): number[] {
  return Array.from({ length }, (_, index) => index)
}

/** The texts of the rows, as they stand in their lines. */
export function textsOf(rows: Rows): string[] {
  return all(rows).map((index) => rows.linesOf([index]).toString().slice(2, -4))
}
