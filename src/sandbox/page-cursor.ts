import { Refusal } from './answer'
import { signatureOf } from './signature'

/** Where in a dataset's keyset order a page ended. */
export interface Position {
  readonly cursorValue: number
  readonly rowId: string
  /** Empty pages given since then: they move no row, and yet need page cursors that differ. */
  readonly emptyPages: number
}

/** A position as an opaque page cursor: base64url, signed. */
export function sealPageCursor({ cursorValue, rowId, emptyPages }: Position): string {
  const content = JSON.stringify([cursorValue, rowId, emptyPages])
  return Buffer.from(`${signatureOf(content, 'sha256')}${content}`).toString('base64url')
}

/** @throws Refusal with 500, as ClearGrid answers it, for a page cursor that is not ours. */
export function openPageCursor(pageCursor: string): Position {
  const content = Buffer.from(pageCursor, 'base64url').toString().slice(SIGNATURE_LENGTH)
  const parsed = parseContent(content)
  // Sealing again covers it all: a wrong signature, and characters that base64 would let pass.
  if (parsed === undefined || sealPageCursor(parsed) !== pageCursor) {
    throw new Refusal(500, 'Invalid cursor.')
  }
  return parsed
}

/** The length of a SHA-256 as base64url. */
const SIGNATURE_LENGTH = 43

function parseContent(content: string): Position | undefined {
  try {
    const [cursorValue, rowId, emptyPages] = JSON.parse(content) as [number, string, number]
    return { cursorValue, rowId, emptyPages }
  } catch {
    return undefined
  }
}
