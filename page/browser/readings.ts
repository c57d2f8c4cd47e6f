import { createTip } from './tip'
import { marksIn, nearestTo, nextFrom, type Mark } from './marks'

/** Farther from every mark than this, in CSS pixels, nothing is pointed at. */
const REACH_PX = 24

const tip = createTip(document.querySelector<HTMLElement>('.tip'))
for (const chart of document.querySelectorAll<HTMLElement>('.chart')) listenTo(chart)

/** A chart's values on hover, on touch, and by the arrow keys. */
function listenTo(chart: HTMLElement): void {
  const drawings = [...chart.querySelectorAll<HTMLElement>('.drawing')].map((drawing) => ({
    drawing,
    marks: marksIn(drawing),
  }))
  let read: Mark | undefined

  const shownMarks = (): readonly Mark[] =>
    drawings.find(({ drawing }) => drawing.offsetParent !== null)?.marks ?? []
  const readOut = (mark: Mark | undefined): void => {
    // The box belongs to all charts: it is not for one that has nothing in it to take it away.
    if (mark === undefined && read === undefined) return
    read?.element.classList.remove('is-read')
    read = mark
    mark?.element.classList.add('is-read')
    tip.show(mark)
  }
  const point = ({ clientX: x, clientY: y }: PointerEvent): void =>
    readOut(nearestTo({ x, y }, shownMarks(), REACH_PX))

  chart.addEventListener('pointermove', point)
  chart.addEventListener('pointerdown', point)
  chart.addEventListener('pointerleave', ({ pointerType }) => {
    // A finger leaves when it is lifted: what it touched stays until the next touch.
    if (pointerType !== 'touch') readOut(undefined)
  })
  chart.addEventListener('blur', () => readOut(undefined))
  chart.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') return readOut(undefined)
    const next = nextFrom(read, event.key, shownMarks())
    if (next === undefined) return
    event.preventDefault()
    readOut(next)
  })
  document.addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Node && !chart.contains(target)) readOut(undefined)
  })
  document.addEventListener('scroll', () => readOut(undefined), { passive: true })
}
