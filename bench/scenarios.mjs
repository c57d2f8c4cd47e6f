import { cpu } from './scenarios/cpu.mjs'
import { gzip } from './scenarios/gzip.mjs'
import { latency } from './scenarios/latency.mjs'
import { againstLowCode } from './scenarios/low-code.mjs'
import { scale } from './scenarios/scale.mjs'
import { slowReader } from './scenarios/slow-reader.mjs'
import { startUp } from './scenarios/start-up.mjs'

/**
 * All there is to measure, in the report's order. Each is given `peers` (the connectors of others),
 * `rowsOf` and `rounds` (how many of the usual number), `say`, and returns a section of the report:
 * `title`, `text`, `tables`, `claims` (what was asked for and what was found), perhaps `bars`.
 */
export const SCENARIOS = {
  cpu,
  scale,
  latency,
  'low-code': againstLowCode,
  'slow-reader': slowReader,
  gzip,
  'start-up': startUp,
}
