/** One figure: what it found, what it is drawn of, and the same as a table. Holds no markup. */
export interface Figure {
  /** Names it in the page, and in its data: small letters and hyphens. */
  readonly id: string
  /** The finding, in one sentence, without its full stop. */
  readonly title: string
  /** What is counted, in which unit, as a share of what. */
  readonly subtitle: string
  /** What the words mean, and what the figure cannot say. */
  readonly notes: readonly string[]
  readonly legend: readonly LegendEntry[]
  readonly table: Table
  /** Undefined: there is nothing to draw. */
  readonly chart: Chart | undefined
  /** It needs the whole width where there is one. */
  readonly isWide?: boolean
}

/** Colours by their meaning: the style sheet has a light and a dark one, and one for print. */
export type Colour = `c${1 | 2 | 3 | 4 | 5 | 6}` | 'good' | 'bad' | 'open' | 'none' | HeatColour
export type HeatColour = `h${1 | 2 | 3 | 4 | 5 | 6 | 7}`

export interface LegendEntry {
  readonly label: string
  /** Left out: a dashed line, such as a limit. */
  readonly colour?: Colour
}

export interface Table {
  readonly columns: readonly TableColumn[]
  readonly rows: readonly (readonly Cell[])[]
}

export interface TableColumn {
  readonly title: string
  readonly kind: 'text' | 'count' | 'share'
}

/** A share is between 0 and 1. Null: there is none, because its denominator is 0. */
export type Cell = string | number | null

/** What somebody reads who points at a mark: its name, then a line for each number. */
export type Tip = readonly [name: string, ...lines: string[]]

export type Chart =
  BarsChart | PartsChart | MixChart | LinesChart | HeatChart | LimitChart | StripChart

/** Bars from the left, as long as their value. */
export interface BarsChart {
  readonly kind: 'bars'
  readonly bars: readonly {
    readonly label: string
    readonly value: number
    readonly text: string
    readonly colour: Colour
    readonly tip: Tip
  }[]
}

/** Bars of one length, cut into shares. */
export interface PartsChart {
  readonly kind: 'parts'
  /** From the top. */
  readonly labels: readonly string[]
  readonly parts: readonly {
    readonly label: string
    readonly share: number
    readonly colour: Colour
    readonly tip: Tip
  }[]
}

/** A column for each month, cut into shares. */
export interface MixChart {
  readonly kind: 'mix'
  readonly parts: readonly {
    readonly month: string
    readonly share: number
    readonly colour: Colour
    readonly tip: Tip
  }[]
}

/** Shares over months, a line for each series. */
export interface LinesChart {
  readonly kind: 'lines'
  readonly points: readonly {
    readonly month: string
    readonly series: string
    readonly share: number
    readonly colour: Colour
    readonly tip: Tip
  }[]
}

/** Hours across, weekdays down. */
export interface HeatChart {
  readonly kind: 'heat'
  readonly weekdays: readonly string[]
  readonly cells: readonly {
    readonly weekday: string
    readonly hour: number
    readonly colour: HeatColour
    /** Too few attempts to say much: drawn small. */
    readonly isThin: boolean
    readonly tip: Tip
  }[]
}

/** A column for each week, against a limit. */
export interface LimitChart {
  readonly kind: 'limit'
  readonly limit: number
  readonly columns: readonly {
    readonly week: string
    readonly value: number
    readonly colour: Colour
    readonly tip: Tip
  }[]
}

/** A row for each stream, a cell for each day. */
export interface StripChart {
  readonly kind: 'strip'
  readonly streams: readonly string[]
  readonly days: readonly string[]
  readonly cells: readonly {
    readonly stream: string
    readonly day: string
    readonly colour: Colour
    readonly tip: Tip
  }[]
}
