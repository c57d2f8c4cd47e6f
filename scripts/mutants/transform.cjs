// Types are left out and nothing is checked. TypeScript is loaded only for what jest has not cached.
module.exports = {
  process: (text, path) => {
    const ts = require('typescript')
    const { outputText } = ts.transpileModule(text, {
      fileName: path,
      compilerOptions: {
        module: ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES2022,
        esModuleInterop: true,
      },
    })
    return { code: outputText }
  },
}
