import { createHmac } from 'node:crypto'

// Public on purpose: it guards made-up data, and lets page cursors outlive the process.
const KEY = 'the built-in sandbox of source-cleargrid'

/** The signature of a text under the sandbox's own key, as base64url. */
export function signatureOf(text: string, algorithm: 'sha256' | 'sha512'): string {
  return createHmac(algorithm, KEY).update(text).digest('base64url')
}
