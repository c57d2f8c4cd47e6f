/** A mark of a drawing that says something. */
export interface Mark {
  readonly element: SVGElement
  /** Its name, then a line for each number. */
  readonly lines: readonly string[]
}

interface Point {
  readonly x: number
  readonly y: number
}

/** The marks in the order of the data. Takes their titles, so that the browser shows none itself. */
export function marksIn(drawing: Element): Mark[] {
  return [...drawing.querySelectorAll('title')].flatMap((title) => {
    const element = title.parentElement as Element | null
    if (!(element instanceof SVGElement)) return []
    const lines = title.textContent.split('\n')
    title.remove()
    return [{ element, lines }]
  })
}

/** The mark that is nearest to a point, if one is within reach. */
export function nearestTo(point: Point, marks: readonly Mark[], reachPx: number): Mark | undefined {
  let nearest: Mark | undefined
  let leastPx = reachPx
  for (const mark of marks) {
    const { left, right, top, bottom } = mark.element.getBoundingClientRect()
    const dx = Math.max(left - point.x, 0, point.x - right)
    const dy = Math.max(top - point.y, 0, point.y - bottom)
    const distancePx = Math.hypot(dx, dy)
    if (distancePx < leastPx || (distancePx === 0 && nearest === undefined)) {
      nearest = mark
      leastPx = distancePx
    }
  }
  return nearest
}

const DIRECTIONS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

/** To leave the line of sight costs so much more than to go on in it. */
const SIDEWAYS_COST = 4

/** Where a key leads: to the nearest mark in its direction, to the first or to the last. */
export function nextFrom(
  from: Mark | undefined,
  key: string,
  marks: readonly Mark[],
): Mark | undefined {
  if (key === 'Home') return marks[0]
  if (key === 'End') return marks.at(-1)
  const direction = DIRECTIONS[key]
  if (direction === undefined) return undefined
  if (from === undefined || !marks.includes(from)) return marks[0]
  const here = centreOf(from)
  let next: Mark = from
  let leastCost = Infinity
  for (const mark of marks) {
    const there = centreOf(mark)
    const ahead = (there.x - here.x) * direction.x + (there.y - here.y) * direction.y
    const aside =
      Math.abs((there.x - here.x) * direction.y) + Math.abs((there.y - here.y) * direction.x)
    const cost = ahead + SIDEWAYS_COST * aside
    if (ahead > 0.5 && cost < leastCost) [next, leastCost] = [mark, cost]
  }
  return next
}

function centreOf({ element }: Mark): Point {
  const { left, right, top, bottom } = element.getBoundingClientRect()
  return { x: (left + right) / 2, y: (top + bottom) / 2 }
}
