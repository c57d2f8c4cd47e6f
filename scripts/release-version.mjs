// Prints the version that a tag of git stands for.
//
//   node scripts/release-version.mjs vX.Y.Z
//
// Fails when package.json says something else, and when the changelog does not tell of the version, or
// gives it no date. (That all other places say what package.json says is a test: test/version.test.ts.)
import { readFileSync } from 'node:fs'
import { changesOf } from './changelog.mjs'

const tag = process.argv[2] ?? ''
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
if (tag !== `v${version}`) throw new Error(`The tag is ${tag}, but package.json says ${version}`)
changesOf(version)
console.log(version)
