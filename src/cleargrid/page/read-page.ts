import { readEnvelope, type Page } from './envelope'
import { parsePage } from './parse-page'
import type { RowFormat } from './row-format'
import { createScanner, type ScanMemory } from './scan-page'

/**
 * Reads the body of a 200 answer of the fetch-dataset endpoint.
 * @throws ExchangeFailure of kind 'malformed': see `parsePage`.
 */
export type PageReader = (body: Buffer) => Page

/**
 * The fast way for every page that the scanner recognises, the parsed way for all others: both make
 * the same of a page.
 * @param memory shared by all readers of a sync; undefined: there is none on this machine.
 */
export function createPageReader(format: RowFormat, memory: ScanMemory | undefined): PageReader {
  const scan = createScanner(format, memory)
  return (body) => {
    const scanned = scan?.(body)
    if (scanned === undefined) return parsePage(body, format)
    const { page } = readEnvelope(JSON.parse(scanned.envelope))
    return { ...page, rows: scanned.rows }
  }
}
