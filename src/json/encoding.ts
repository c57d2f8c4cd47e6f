import { isUtf8 } from 'node:buffer'
import { ConfigError } from '../errors'

/**
 * The text of a file's bytes, without a byte order mark.
 * @throws ConfigError that names an encoding which is not UTF-8.
 */
export function textOf(bytes: Buffer, path: string, what: string): string {
  const other = otherEncoding(bytes)
  if (other === undefined) return withoutBom(bytes.toString())
  throw new ConfigError(`The ${what} file ${path} ${other}. Save it as UTF-8.`)
}

function otherEncoding(bytes: Buffer): string | undefined {
  const [first, second] = bytes
  const isLittle = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0)
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0)
  if (isLittle || (isBig && second !== undefined)) {
    return 'is written in UTF-16, as Windows PowerShell does it'
  }
  return isUtf8(bytes) ? undefined : 'holds bytes that are not UTF-8'
}

/** Some editors begin a file with it. */
const BOM = /^\uFEFF/

export function withoutBom(text: string): string {
  return text.replace(BOM, '')
}
