import type { Browser } from 'playwright-core'
import { openFile, startChromium, type Look } from './support/chromium'
import { axeViolations, CARD_COLOUR, OVERFLOW, UNFOLD_TABLES, widthsOf } from './support/looks'
import { dataIn, runDemo, type Demo } from './support/demo'

let demo: Demo
let browser: Browser

beforeAll(async () => {
  demo = await runDemo()
  browser = await startChromium()
})

afterAll(async () => {
  await browser.close()
  demo.close()
})

const LOOKS = [380, 800, 1400].flatMap((width) =>
  (['light', 'dark'] as const).map((scheme): Look => ({ width, scheme })),
)

test.each(LOOKS)('it fits, asks for nothing and says nothing in the console: %j', async (look) => {
  const { page, noise } = await openFile(browser, demo.page, look)

  // With every table unfolded, which is wider than the drawings.
  await page.evaluate(UNFOLD_TABLES)
  const overflow = await page.evaluate(OVERFLOW)

  expect(overflow).toEqual([])
  expect(await page.locator('.chart svg:visible').count()).toBe(10)
  expect(noise).toEqual([])
})

test.each(LOOKS)('axe finds nothing that keeps people out: %j', async (look) => {
  const { page } = await openFile(browser, demo.page, look)

  expect(await axeViolations(page)).toEqual([])
  await page.evaluate(UNFOLD_TABLES)
  expect(await axeViolations(page)).toEqual([])
})

test('what the tables show are the data that the page holds', async () => {
  const { page } = await openFile(browser, demo.page)
  const figures = dataIn(demo.page)

  for (const [id, { title, rows }] of figures) {
    const figure = page.locator(`#${id}`)
    const [first] = await figure.locator('tbody tr').first().locator('th, td').allTextContents()
    expect(await figure.locator('h2').textContent()).toBe(title)
    expect(await figure.locator('tbody tr').count()).toBe(rows.length)
    expect(first).toBe(rows[0]?.[0])
  }
})

test('bars are as long as their numbers', async () => {
  const { page } = await openFile(browser, demo.page)
  const { rows = [] } = dataIn(demo.page).get('attempt-funnel') ?? {}

  const widths = await widthsOf(page, '#attempt-funnel .wide-one [aria-label="bar"] rect')

  const perAttempt = (widths[0] ?? 0) / Number(rows[0]?.[1])
  expect(widths).toHaveLength(4)
  widths.forEach((width, at) => expect(width).toBeCloseTo(perAttempt * Number(rows[at]?.[1]), 0))
})

test('a mark says its numbers when it is pointed at, and is silent again when it is left', async () => {
  const { page } = await openFile(browser, demo.page)
  const [[, attempts], [, reached]] = (dataIn(demo.page).get('attempt-funnel')?.rows ?? []) as [
    [string, number],
    [string, number],
  ]
  const tip = page.locator('.tip')

  await page.locator('#attempt-funnel .wide-one [aria-label="bar"] rect').nth(1).hover()

  const share = `${((100 * reached) / attempts).toFixed(1)}%`
  expect(await tip.locator(':scope > *').allTextContents()).toEqual([
    'Reached',
    `${reached.toLocaleString('en-US')} attempts, ${share} of all`,
    `${share} of “attempts”`,
  ])
  await page.mouse.move(0, 0)
  expect(await tip.isHidden()).toBe(true)
})

test('the arrow keys read a heat map hour by hour and day by day', async () => {
  const { page } = await openFile(browser, demo.page)
  const read = async (key: string): Promise<string | null> => {
    await page.keyboard.press(key)
    return await page.locator('.tip strong').textContent()
  }
  await page.locator('#best-time .chart').focus()

  expect(await read('Home')).toMatch(/^Monday, /)
  const noon = page.locator('#best-time .wide-one [aria-label="cell"] rect')
  expect(await noon.count()).toBeGreaterThan(100)
  const [day, hour] = (await read('ArrowRight'))?.split(', ') ?? []
  expect(await read('ArrowDown')).toBe(`Tuesday, ${hour}`)
  expect(await read('ArrowUp')).toBe(`${day}, ${hour}`)
  await page.keyboard.press('Escape')
  expect(await page.locator('.tip').isHidden()).toBe(true)
})

test('a finger reads a value, and it stays until the next touch elsewhere', async () => {
  const { page } = await openFile(browser, demo.page, { width: 380, hasTouch: true })
  const tip = page.locator('.tip')

  const bar = page.locator('#promises .narrow-one [aria-label="bar"] rect').last()
  await bar.scrollIntoViewIfNeeded()
  await bar.tap()

  expect(await tip.locator('strong').textContent()).toMatch(/^90\+ days: /)
  const box = await tip.boundingBox()
  expect(box?.x).toBeGreaterThanOrEqual(0)
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(380)
  await page.locator('#promises h2').tap()
  expect(await tip.isHidden()).toBe(true)
})

test('on paper it is light, whole, and has no box of values', async () => {
  const { page } = await openFile(browser, demo.page, { scheme: 'dark' })

  await page.emulateMedia({ media: 'print' })

  expect(await page.evaluate(CARD_COLOUR)).toBe('rgb(255, 255, 255)')
  expect(await page.locator('.chart svg:visible').count()).toBe(10)
  expect((await page.pdf({ format: 'A4' })).byteLength).toBeGreaterThan(10_000)
})

test('without scripts the figures and tables are there', async () => {
  const { page } = await openFile(browser, demo.page, { scripts: false })

  expect(await page.locator('.chart svg:visible').count()).toBe(10)
  expect(await page.locator('.chart svg title').count()).toBeGreaterThan(500)
  expect(await page.locator('table').count()).toBe(10)
})
