// The licence texts of the packages that are inside of our files. Their licences ask that the text
// goes where the code goes, and the image has no node_modules that could bring it.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @param packages folders below `root`, such as node_modules/ajv
 * @returns one text, in the order of `packages`
 * @throws Error for a package without a licence text
 */
export function licencesOf(root, packages) {
  return packages.map((folder) => licenceOf(root, folder)).join('\n')
}

function licenceOf(root, folder) {
  const { name, version } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
  const names = readdirSync(join(root, folder)).filter((file) => /^licen[cs]e/i.test(file))
  const texts = names.sort().map((file) => readFileSync(join(root, folder, file), 'utf8').trim())
  const text = texts.length > 0 ? texts.join('\n\n') : licenceInReadme(root, folder)
  if (text === undefined) throw new Error(`${name} has no licence text`)
  return `${name} ${version}\n${'-'.repeat(name.length + 1 + version.length)}\n${text}\n`
}

/** Some packages say it at the end of their page. */
function licenceInReadme(root, folder) {
  const page = readdirSync(join(root, folder)).find((file) => /^readme/i.test(file))
  if (page === undefined) return undefined
  return /^(#+ *)?licen[cs]e *$[\s\S]*/im
    .exec(readFileSync(join(root, folder, page), 'utf8'))?.[0]
    .trim()
}
