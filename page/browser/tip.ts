import type { Mark } from './marks'

/** Kept free between the tip, its mark and the edges of the window, in CSS pixels. */
const GAP_PX = 8

/** The little box that says what a mark stands for. Screen readers read it too. */
export function createTip(box: HTMLElement | null): { show(mark: Mark | undefined): void } {
  const say = (lines: readonly string[]): void => {
    box?.replaceChildren(
      ...lines.map((line, at) => {
        const element = document.createElement(at === 0 ? 'strong' : 'span')
        element.textContent = line
        return element
      }),
    )
  }
  const place = (element: SVGElement): void => {
    if (box === null) return
    const mark = element.getBoundingClientRect()
    const { width, height } = box.getBoundingClientRect()
    const widest = document.documentElement.clientWidth - width - GAP_PX
    const middle = (mark.left + mark.right - width) / 2
    const above = mark.top - height - GAP_PX
    box.style.left = `${Math.max(GAP_PX, Math.min(middle, widest))}px`
    box.style.top = `${above < GAP_PX ? mark.bottom + GAP_PX : above}px`
  }

  return {
    show: (mark) => {
      if (box === null) return
      box.hidden = mark === undefined
      if (mark === undefined) return
      say(mark.lines)
      place(mark.element)
    },
  }
}
