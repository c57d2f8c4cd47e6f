// What a bill of materials, and the page of dependencies, say that there is.
import { readFileSync } from 'node:fs'

/**
 * @param document a CycloneDX or SPDX document
 * @returns each package's URL taken apart (type, name with its namespace, version)
 */
export function purlsIn(document) {
  const texts =
    document.bomFormat === 'CycloneDX'
      ? document.components.map(({ purl }) => purl)
      : document.packages.flatMap(({ externalRefs = [] }) =>
          externalRefs
            .filter(({ referenceType }) => referenceType === 'purl')
            .map(({ referenceLocator }) => referenceLocator),
        )
  return texts
    .filter((text) => text !== undefined)
    .map((text) => {
      const [, type, name, version] = /^pkg:([^/]+)\/([^?#]+)@([^@?#]+)/.exec(text) ?? []
      return {
        type,
        name: name && decodeURIComponent(name),
        version: version && decodeURIComponent(version),
      }
    })
}

/** @returns `name@version` of each package that docs/dependencies.md says is inside of a release */
export function packagesOnPage() {
  const page = readFileSync(new URL('../docs/dependencies.md', import.meta.url), 'utf8')
  const [, inside = ''] = /^## What is inside.*?\n([\s\S]*?)^## /m.exec(page) ?? []
  const rows = [...inside.matchAll(/^\| (\S+) +\| (\d\S*) +\|/gm)]
  return new Set(rows.map(([, name, version]) => `${name}@${version}`))
}
