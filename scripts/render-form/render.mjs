// Draws the form of spec.json, as a person meets it in Airbyte, into docs/form.png.
//   node scripts/render-form/render.mjs
// It needs Chromium (Debian: apt-get install chromium; another place: CHROMIUM=/path/to/it) and
// npm: the form library is installed into a folder of its own below the system's temporary one,
// and stays there for the next time.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PACKAGES = [
  '@rjsf/core@6',
  '@rjsf/utils@6',
  '@rjsf/validator-ajv8@6',
  'react@19',
  'react-dom@19',
  'esbuild@0.28',
]
const SIZE = { width: 1280, height: 1760 }

const here = fileURLToPath(new URL('.', import.meta.url))
const work = join(tmpdir(), 'source-cleargrid-form')
mkdirSync(work, { recursive: true })
execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefix', work, ...PACKAGES], {
  stdio: ['ignore', 'ignore', 'inherit'],
})

const esbuild = createRequire(join(work, 'package.json'))('esbuild')
const { outputFiles } = await esbuild.build({
  entryPoints: [join(here, 'page.jsx')],
  nodePaths: [join(work, 'node_modules')],
  bundle: true,
  write: false,
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"' },
})
const page = join(work, 'page.html')
const style = readFileSync(join(here, 'page.css'), 'utf8')
writeFileSync(
  page,
  `<!doctype html><meta charset="utf-8"><title>ClearGrid</title><style>${style}</style>` +
    `<div id="root"></div><script>${outputFiles[0].text.replaceAll('</script', '<\\/script')}</script>`,
)

const picture = join(here, '..', '..', 'docs', 'form.png')
execFileSync(
  process.env.CHROMIUM ?? 'chromium',
  [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--hide-scrollbars',
    '--disable-lcd-text',
    '--virtual-time-budget=5000',
    `--window-size=${SIZE.width},${SIZE.height}`,
    `--screenshot=${picture}`,
    `file://${page}`,
  ],
  { stdio: ['ignore', 'ignore', 'ignore'] },
)
console.log(picture)
