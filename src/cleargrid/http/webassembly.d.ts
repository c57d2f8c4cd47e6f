/** The part of the JavaScript API of WebAssembly that we use; Node has it, its types do not. */
declare namespace WebAssembly {
  interface Memory {
    /** Growing replaces it. */
    readonly buffer: ArrayBuffer
  }
  const Memory: new (pages: { readonly initial: number }) => Memory
  interface Global {
    readonly value: number
  }
  type Module = object
  const Module: new (bytes: Uint8Array) => Module
  const Instance: new (module: Module) => { readonly exports: unknown }
}
