// What the changelog tells of one version.
import { readFileSync } from 'node:fs'

/** @returns the section's text without its headline; undefined when there is none, or it is empty */
export function changesOf(version) {
  const text = readFileSync(new URL('../CHANGELOG.md', import.meta.url), 'utf8')
  const sections = text.split(/^## /m).slice(1)
  const section = sections.find((one) => /^\[?(\d+\.\d+\.\d+)/.exec(one)?.[1] === version)
  const body = section?.slice(section.indexOf('\n')).trim()
  return body === '' ? undefined : body
}
