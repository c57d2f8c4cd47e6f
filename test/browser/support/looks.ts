import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe-core finds wrong, as `rule: element`. */
export async function axeViolations(page: Page): Promise<string[]> {
  // The page's own policy lets no script in: this one comes from outside of it.
  await page.evaluate(AXE)
  const found = await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')
  const { violations } = found as AxeResults
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string
    readonly nodes: readonly { readonly html: string }[]
  }[]
}

// These run in the page, where there is a document; here there is none.

/** Unfolds every table. */
export const UNFOLD_TABLES = `document.querySelectorAll('details').forEach((one) => (one.open = true))`

/** How wide each of these elements is drawn. */
export async function widthsOf(page: Page, selector: string): Promise<number[]> {
  const elements = `[...document.querySelectorAll(${JSON.stringify(selector)})]`
  return await page.evaluate(`${elements}.map((one) => one.getBoundingClientRect().width)`)
}

/** What a card stands on. */
export const CARD_COLOUR = `getComputedStyle(document.querySelector('.card')).backgroundColor`

/** What is wider than the window, and the labels that leave their card. */
export const OVERFLOW = `(() => {
  const wide = document.documentElement.scrollWidth > innerWidth ? ['the page'] : []
  const cards = [...document.querySelectorAll('.card')]
  const labels = cards.flatMap((card) => {
    const room = card.getBoundingClientRect()
    return [...card.querySelectorAll('svg text, h2, p, li')].filter((label) => {
      const { left, right, width } = label.getBoundingClientRect()
      return width > 0 && (left < room.left || right > room.right)
    })
  })
  return [...wide, ...labels.map((label) => label.closest('.card').id + ': ' + label.textContent)]
})()`
