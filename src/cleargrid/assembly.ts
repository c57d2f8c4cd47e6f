import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { HAS_WEBASSEMBLY } from './http/wasm-support'

/** The row scanner of assembly/, in a memory of its own. Addresses are counted in bytes. */
export interface Assembly {
  readonly places: Places
  /** The memory as it is now: growing replaces it. */
  memory(): Buffer
  /** Makes the memory up to `end` usable. False: there is no more. */
  reserve(end: number): boolean
  /** The tables of fields that pages are compared with from now on; what it learns stays with them. */
  use(tables: Buffer): void
  /** Reads the answer in [places.BODY, end). Undefined: it is not recognised. */
  readPage(end: number): Found | undefined
  /** Writes the rows that were found as lines. Undefined: there is no memory for them. */
  writeLines(end: number, prefix: number, suffix: number): Lines | undefined
}

type Place = (typeof PLACES)[number]
type Places = Readonly<Record<Place, number>>

const PLACES = [
  ...(['TABLES', 'TABLES_BYTES', 'FRAME', 'FRAME_BYTES'] as const),
  ...(['SPANS', 'CURSOR_VALUES', 'CHANGE_INSTANTS', 'DIFFERING', 'BODY'] as const),
] as const

/** Where the list of rows is, brackets included, and how many there are. */
export interface Found {
  readonly listStart: number
  readonly listEnd: number
  readonly rowCount: number
  readonly differingCount: number
  readonly repairedCount: number
}

/** Where the lines are; the keys follow them, each but the first after a line break. */
export interface Lines {
  readonly start: number
  readonly end: number
  readonly keysEnd: number
}

type Name = Place | keyof Found | 'linesStart' | 'linesEnd' | 'keysEnd'

/** What assembly/index.ts exports. */
type Exports = Readonly<Record<Name, WebAssembly.Global>> & {
  readonly memory: WebAssembly.Memory
  reserve(end: number): number
  readPage(end: number): number
  writeLines(end: number, prefix: number, suffix: number): number
}

/** The build puts it into dist, which lies beside src. */
const FILE = join(__dirname, '..', '..', 'dist', 'scanner.wasm')

let compiled: WebAssembly.Module | undefined

/** Undefined where there is no WebAssembly with 128-bit vectors, or no memory for it. */
export function createAssembly(): Assembly | undefined {
  const exports = instantiate()
  if (exports === undefined) return undefined
  const valueOf = (name: Name): number => exports[name].value >>> 0
  let memory = Buffer.from(exports.memory.buffer)
  let inUse: Buffer | undefined
  const places = Object.fromEntries(PLACES.map((name) => [name, valueOf(name)])) as Places
  const memoryNow = (): Buffer => {
    if (memory.buffer !== exports.memory.buffer) memory = Buffer.from(exports.memory.buffer)
    return memory
  }

  return {
    places,
    memory: memoryNow,
    use: (tables) => {
      if (tables === inUse) return
      inUse?.set(memoryNow().subarray(places.TABLES, places.TABLES + inUse.length))
      memoryNow().set(tables, places.TABLES)
      inUse = tables
    },
    reserve: (end) => exports.reserve(end) !== 0,
    readPage: (end) => {
      if (exports.readPage(end) === 0) return undefined
      return {
        listStart: valueOf('listStart'),
        listEnd: valueOf('listEnd'),
        rowCount: valueOf('rowCount'),
        differingCount: valueOf('differingCount'),
        repairedCount: valueOf('repairedCount'),
      }
    },
    writeLines: (end, prefix, suffix) => {
      if (exports.writeLines(end, prefix, suffix) === 0) return undefined
      return { start: valueOf('linesStart'), end: valueOf('linesEnd'), keysEnd: valueOf('keysEnd') }
    },
  }
}

function instantiate(): Exports | undefined {
  if (!HAS_WEBASSEMBLY) return undefined
  try {
    compiled ??= new WebAssembly.Module(readFileSync(FILE))
    return new WebAssembly.Instance(compiled).exports as Exports
  } catch {
    // No vectors, no room for its address space (ulimit -v): pages are read without it, more slowly.
    return undefined
  }
}
