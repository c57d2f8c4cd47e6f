/** How wide a figure is drawn, in CSS pixels. It is scaled to its place, never by much. */
export interface Size {
  readonly name: 'narrow' | 'wide'
  readonly width: number
}

/** For telephones: fewer labels, each as large as on a screen. */
export const NARROW: Size = { name: 'narrow', width: 330 }
export const HALF: Size = { name: 'wide', width: 560 }
/** For figures that take both columns: where there is one column only, and where there are two. */
export const MIDDLE: Size = { name: 'wide', width: 720 }
export const FULL: Size = { name: 'wide', width: 1120 }
