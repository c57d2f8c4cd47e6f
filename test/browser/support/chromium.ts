import { pathToFileURL } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'

/** A page in Chromium, and all that it said and asked for. */
export interface Opened {
  readonly page: Page
  /** Messages of its console, its errors, and its requests but the one for itself. */
  readonly noise: readonly string[]
}

export interface Look {
  readonly width?: number
  readonly scheme?: 'light' | 'dark'
  readonly hasTouch?: boolean
  readonly scripts?: boolean
}

/** Debian's Chromium, or the one that CHROMIUM names. */
export async function startChromium(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
  // As root, which a CI is, Chromium has no sandbox; the page is our own file.
  return await chromium.launch({ executablePath, args: ['--no-sandbox'] })
}

/** Opens a file as a person does: from the file system. */
export async function openFile(browser: Browser, file: string, look: Look = {}): Promise<Opened> {
  const context = await browser.newContext({
    viewport: { width: look.width ?? 1400, height: 900 },
    colorScheme: look.scheme ?? 'light',
    hasTouch: look.hasTouch ?? false,
    javaScriptEnabled: look.scripts ?? true,
  })
  const page = await context.newPage()
  const url = pathToFileURL(file).href
  const noise: string[] = []
  page.on('console', (message) => noise.push(`console: ${message.text()}`))
  page.on('pageerror', (error) => noise.push(`error: ${error.message}`))
  page.on('request', (request) => {
    if (request.url() !== url && !request.url().startsWith('data:')) noise.push(request.url())
  })
  await page.goto(url)
  return { page, noise }
}
