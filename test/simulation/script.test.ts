import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

let place: string

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'simulate-'))
})

afterEach(() => {
  rmSync(place, { recursive: true })
})

test('the simulator runs the seeds it is told to, and says what it did', () => {
  const { status, stdout } = run('simulate', '--seeds', '1', '--first', '12', '--cores', '1')

  expect(status).toBe(0)
  expect(stdout).toMatch(/1 seeds in .* each run twice.* 0 broke a promise/)
})

test('seeds leave nothing behind: on another Node, in another order, their outputs are equal', () => {
  const { status, stdout } = onTwoNodes(process.execPath)

  expect(stdout).toContain('The outputs of 2 seeds are equal')
  expect(status).toBe(0)
})

test('a Node on which a seed goes another way is a failure that names the seed', () => {
  const { status, stdout } = onTwoNodes(nodeWithSlowDates())

  expect(stdout).toMatch(/The outputs of \d of 2 seeds differ. The first is seed 1[34]:/)
  expect(status).toBe(1)
})

function run(script: string, ...args: string[]): { status: number | null; stdout: string } {
  const path = join(__dirname, '..', '..', 'scripts', `${script}.mjs`)
  return spawnSync(process.execPath, [path, ...args], { encoding: 'utf8' })
}

function onTwoNodes(other: string): { status: number | null; stdout: string } {
  const nodes = ['--node', process.execPath, '--node', other]
  return run('simulate-nodes', '--seeds', '2', '--first', '13', '--cores', '1', ...nodes)
}

/** A Node whose dates of HTTP are a minute slow. */
function nodeWithSlowDates(): string {
  const change = join(place, 'change.cjs')
  const program = join(place, 'node')
  writeFileSync(
    change,
    `const right = Date.prototype.toUTCString
     Date.prototype.toUTCString = function () { return right.call(new Date(this - 60_000)) }`,
  )
  writeFileSync(
    program,
    `#!/bin/sh\nNODE_OPTIONS="--require ${change}" exec "${process.execPath}" "$@"\n`,
  )
  chmodSync(program, 0o755)
  return program
}
