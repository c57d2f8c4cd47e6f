// What the changelog tells of one version.
//
//   node scripts/changelog.mjs VERSION <CHANGELOG.md     prints its section
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/**
 * @param version as in package.json
 * @returns the section's text without its headline
 * @throws Error when there is no section `## VERSION (YYYY-MM-DD)`, more than one, or nothing in it.
 *   The headline must say it all: a section of 1.2.0-rc.1 is none of 1.2.0, and what has no date yet
 *   is not to be released.
 */
export function changesOf(version, text = ownChangelog()) {
  const sections = text
    .split(/^## /m)
    .slice(1)
    .map((section) => section.split(/\r?\n([\s\S]*)/))
    .filter(([headline]) => headlineOf(headline)?.version === version)
  const [[, body = ''] = []] = sections
  if (sections.length !== 1 || body.trim() === '') {
    throw new Error(
      `CHANGELOG.md has not one section "## ${version} (YYYY-MM-DD)" with something in it`,
    )
  }
  return body.trim()
}

function headlineOf(headline) {
  return /^(?<version>\S+) \(\d{4}-\d{2}-\d{2}\)\s*$/.exec(headline)?.groups
}

function ownChangelog() {
  return readFileSync(new URL('../CHANGELOG.md', import.meta.url), 'utf8')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(changesOf(process.argv[2] ?? '', readFileSync(0, 'utf8')))
}
