import { HAS_WEBASSEMBLY } from './wasm-support'

/**
 * Node makes these when they are first looked at, which axios does. It takes longer than all else
 * that is loaded for a sync, and without WebAssembly it throws. Nothing of ours uses them.
 */
const MADE_WHEN_LOOKED_AT = ['fetch', 'Request', 'Response', 'Headers', 'FormData'] as const

const hidden = new Map<string, PropertyDescriptor>()

// They are hidden while this file and what comes after it is loaded.
for (const name of MADE_WHEN_LOOKED_AT) {
  const descriptor = Object.getOwnPropertyDescriptor(globalThis, name)
  if (descriptor?.configurable !== true) continue
  hidden.set(name, descriptor)
  Object.defineProperty(globalThis, name, { value: undefined, configurable: true, writable: true })
}

/** Puts back what was hidden, where it can be made. Call it when axios has been loaded. */
export function showGlobals(): void {
  if (!HAS_WEBASSEMBLY) return
  for (const [name, descriptor] of hidden) Object.defineProperty(globalThis, name, descriptor)
  hidden.clear()
}
