import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const SCRIPT = join(__dirname, '..', '..', 'scripts', 'simulate.mjs')

test('the simulator runs the seeds it is told to, and says what it did', () => {
  const args = [SCRIPT, '--seeds', '1', '--first', '12', '--cores', '1']

  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' })

  expect(status).toBe(0)
  expect(stdout).toMatch(/1 seeds on 1 cores .* 0 broke a promise/)
})
