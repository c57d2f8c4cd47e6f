// Draws docs/page.png: the top of a page of figures, as Chromium shows it.
//   node scripts/page-picture.mjs cleargrid-demo.html
// It needs Chromium (Debian: apt-get install chromium; another place: CHROMIUM=/path/to/it).
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
const page = await browser.newPage({ viewport: { width: 1200, height: 1330 } })
await page.goto(pathToFileURL(resolve(process.argv[2] ?? 'cleargrid-demo.html')).href)
await page.screenshot({ path: fileURLToPath(new URL('../docs/page.png', import.meta.url)) })
await browser.close()
