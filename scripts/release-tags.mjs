// Which tags a release takes. Prints them, one a line.
//
//   node scripts/release-tags.mjs VERSION <TAGS-THAT-ARE-THERE
import { readFileSync } from 'node:fs'

const VERSION = /^(\d+)\.(\d+)\.(\d+)$/

const taken = readFileSync(0, 'utf8')
  .split(/\s+/)
  .filter((tag) => VERSION.test(tag))
console.log(tagsOf(process.argv[2] ?? '', taken).join('\n'))

/**
 * X.Y.Z; X.Y, unless a newer X.Y has been released; X, unless a newer X has. A fix for an older
 * release must not take the tags of a newer one back.
 */
function tagsOf(version, released) {
  const [major, minor] = partsOf(version)
  const isNewest = (among) => among.every((other) => compare(version, other) >= 0)
  const ofMajor = released.filter((other) => partsOf(other)[0] === major)
  const ofMinor = ofMajor.filter((other) => partsOf(other)[1] === minor)
  return [
    version,
    ...(isNewest(ofMinor) ? [`${major}.${minor}`] : []),
    ...(isNewest(ofMajor) ? [`${major}`] : []),
  ]
}

function partsOf(version) {
  const match = VERSION.exec(version)
  if (match === null) throw new Error(`${version} is not X.Y.Z`)
  return match.slice(1).map(Number)
}

function compare(one, other) {
  const others = partsOf(other)
  return partsOf(one).reduce((so, part, at) => (so === 0 ? part - others[at] : so), 0)
}
