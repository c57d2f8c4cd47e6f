// What the image holds of ours: what a running connector needs, the licences of what is bundled,
// and the bills of materials.
//
//   node scripts/release-files.mjs FOLDER     after `npm run build`
import { chmodSync, cpSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = process.argv[2]
if (folder === undefined) throw new Error('usage: node scripts/release-files.mjs FOLDER')

const { files } = JSON.parse(readFileSync(join(root, 'dist', 'bundle.json'), 'utf8'))
const others = ['package.json', 'spec.json', 'schemas', 'LICENSE', 'dist/THIRD-PARTY-LICENSES.txt']
for (const path of [...files, ...others]) {
  cpSync(join(root, path), join(folder, path), { recursive: true })
}

// Whoever checks the sources out decides on their rights; in the image they are always the same.
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  const isProgram = entry.isDirectory() || entry.name === 'main.js'
  chmodSync(join(entry.parentPath, entry.name), isProgram ? 0o755 : 0o644)
}
