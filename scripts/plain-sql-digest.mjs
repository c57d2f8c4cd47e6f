// What examples/sql was made from, as one number: `npm test` needs no dbt to see that dbt/ has
// changed since.
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'

export const DIGEST_FILE = 'examples/sql/made-from.sha256'

/** @param root folder of the repository, with a slash at its end */
export function digestOf(root) {
  const files = readdirSync(`${root}dbt`, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) =>
      /^(?:dbt_project\.yml|macros\/.*\.sql|models\/.*\.sql|seeds\/.*\.csv)$/.test(name),
    )
    .sort()
  const hash = createHash('sha256')
  for (const name of files) {
    const text = readFileSync(`${root}dbt/${name}`, 'utf8')
    // A new version alone makes no other SQL.
    hash.update(`${name}\n${text.replace(/^version: .*$/m, '')}`)
  }
  return hash.digest('hex')
}
