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

/**
 * Node makes these when they are first looked at, which axios does, and it makes them with
 * WebAssembly: without it, looking would throw. Nothing of ours uses them.
 */
const MADE_WITH_WEBASSEMBLY = ['fetch', 'Request', 'Response', 'Headers', 'FormData'] as const

if (!HAS_WEBASSEMBLY) {
  for (const name of MADE_WITH_WEBASSEMBLY) {
    Object.defineProperty(globalThis, name, {
      value: undefined,
      configurable: true,
      writable: true,
    })
  }
}
