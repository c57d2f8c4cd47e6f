/**
 * Preloaded into a Node contender (`node --require`): writes what the process has used to the file
 * named in BENCH_USAGE when it exits. The peak is the kernel's own (VmHWM), because the one in
 * `resourceUsage` may be that of the parent, which the process was for a moment.
 */
const { readFileSync, writeFileSync } = require('node:fs')

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  const usage = {
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    peakBytes: 1024 * (highWaterMarkKb() ?? maxRSS),
  }
  writeFileSync(process.env.BENCH_USAGE, JSON.stringify(usage))
})

function highWaterMarkKb() {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1])
  } catch {
    return undefined
  }
}
