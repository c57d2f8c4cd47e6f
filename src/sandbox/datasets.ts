/** One of ClearGrid's exports, as its catalog lists it. */
export interface SandboxDataset {
  readonly code: string
  readonly section: string
  /** The ordering column, on which `since` and `until` filter. */
  readonly cursorField: string
  /** `via`: filtered by a join through a parent, so that pages may be short or empty. */
  readonly kind: 'direct' | 'via'
  /** A reserved dataset is listed, but answered with 404. */
  readonly available: boolean
}

/** All datasets, in the order of their codes. @param opened reserved ones that are open all the same. */
export function allDatasets(opened: ReadonlySet<string>): SandboxDataset[] {
  return [...DATASETS.values()].map((dataset) => ({
    ...dataset,
    available: dataset.available || opened.has(dataset.code),
  }))
}

/** The dataset at a path, or undefined where ClearGrid answers 404. */
export function datasetAt(
  section: string,
  code: string,
  opened: ReadonlySet<string> = new Set(),
): SandboxDataset | undefined {
  const dataset = DATASETS.get(code)
  const isOpen = dataset?.available === true || opened.has(code)
  return dataset?.section === section && isOpen ? dataset : undefined
}

/** The ordering column of a dataset; rows of an unknown dataset count as ordered by change. */
export function cursorFieldOf(code: string): string {
  return DATASETS.get(code)?.cursorField ?? 'updated_at'
}

type Entry = readonly [
  code: string,
  section: string,
  cursorField: string,
  kind: SandboxDataset['kind'],
  reserved?: 'reserved',
]

// The sections of the reserved datasets are not documented; nobody can see them, as all are 404.
const ENTRIES: readonly Entry[] = [
  ['D01', 'S1', 'updated_at', 'direct'],
  ['D02', 'S1', 'updated_at', 'direct'],
  ['D03', 'S1', 'updated_at', 'via'],
  ['D04', 'S1', 'updated_at', 'direct', 'reserved'],
  ['D05', 'S1', 'created_at', 'direct'],
  ['D06', 'S1', 'updated_at', 'direct', 'reserved'],
  ['D07', 'S2', 'updated_at', 'direct'],
  ['D08', 'S2', 'updated_at', 'direct'],
  ['D09', 'S2', 'updated_at', 'direct'],
  ['D10', 'S2', 'updated_at', 'direct', 'reserved'],
  ['D11', 'S2', 'updated_at', 'direct', 'reserved'],
  ['D12', 'S2', 'updated_at', 'direct'],
  ['D13', 'S2', 'updated_at', 'direct', 'reserved'],
  ['D14', 'S2', 'updated_at', 'direct'],
  ['D15', 'S2', 'updated_at', 'direct'],
  ['D16', 'S3', 'updated_at', 'direct'],
  ['D17', 'S3', 'created_at', 'via'],
  ['D18', 'S3', 'created_at', 'via'],
  ['D19', 'S3', 'created_at', 'via'],
  ['D20', 'S3', 'updated_at', 'direct'],
  ['D21', 'S4', 'communicated_at', 'via'],
  ['D22', 'S4', 'updated_at', 'via'],
  ['D23', 'S4', 'communicated_at', 'via'],
  ['D24', 'S4', 'updated_at', 'via', 'reserved'],
  ['D26', 'S5', 'updated_at', 'direct'],
]

const DATASETS: ReadonlyMap<string, SandboxDataset> = new Map(
  ENTRIES.map(([code, section, cursorField, kind, reserved]) => [
    code,
    { code, section, cursorField, kind, available: reserved === undefined },
  ]),
)
