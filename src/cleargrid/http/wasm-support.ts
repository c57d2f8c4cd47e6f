/** Whether this process can have WebAssembly: not under --jitless, nor where memory is rationed. */
export const HAS_WEBASSEMBLY = canAllocate()

/** WebAssembly reserves gigabytes of address space, which `ulimit -v` may refuse. */
function canAllocate(): boolean {
  try {
    return new WebAssembly.Memory({ initial: 1 }).buffer.byteLength > 0
  } catch {
    return false
  }
}
