// tsc writes plain files; PyAirbyte and the npm bin start dist/main.js by its shebang.
import { chmodSync } from 'node:fs'

chmodSync(new URL('../dist/main.js', import.meta.url), 0o755)
