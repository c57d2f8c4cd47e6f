/** The part of the JavaScript API of WebAssembly that we use; Node has it, its types do not. */
declare namespace WebAssembly {
  interface Memory {
    /** Growing replaces it. */
    readonly buffer: ArrayBuffer
  }
  interface Global {
    readonly value: number
  }
  type Module = object
  const Module: new (bytes: Uint8Array) => Module
  const Instance: new (module: Module) => { readonly exports: unknown }
  /** Whether this engine can run it. */
  function validate(bytes: Uint8Array): boolean
}
