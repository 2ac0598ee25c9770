// Opens pages of the web in Chromium, at 320 and 1,024 pixels, by day and by night: axe finds nothing, nothing is wider than the screen,
// every picture is there, and no other address is asked for.
//
// usage: web-page.mjs PAGE.html…    (installed as web-page; READER_NODE_MODULES as for open-epub.mjs)

import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const modules = process.env.READER_NODE_MODULES
const { chromium } = createRequire(path.join(modules, 'x'))('playwright-core')
const axe = await readFile(path.join(modules, '@daisy/axe-core-for-ace/axe.min.js'), 'utf8')
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
let faults = 0
const fault = text => {
    console.log(text)
    faults++
}
for (const file of process.argv.slice(2)) {
    for (const width of [320, 1024]) {
        for (const colorScheme of ['light', 'dark']) {
            const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme })
            const where = `${path.basename(file)}, ${width} px, ${colorScheme}`
            page.on('request', request => {
                if (!request.url().startsWith('file:')) fault(`${where}: asks for ${request.url()}`)
            })
            await page.goto(pathToFileURL(path.resolve(file)).href)
            const found = await page.evaluate(`${axe}; axe.run(document)`)
            for (const violation of found.violations) {
                fault(`${where}: ${violation.id}: ${violation.help} (${violation.nodes.map(node => node.target).slice(0, 3)})`)
            }
            const { scroll, missing } = await page.evaluate(() => ({
                scroll: document.documentElement.scrollWidth,
                missing: [...document.images].filter(image => !image.complete || !image.naturalWidth).map(image => image.src),
            }))
            if (scroll > width) fault(`${where}: ${scroll} pixels wide`)
            for (const source of missing) fault(`${where}: no picture ${source}`)
            await page.close()
        }
    }
}
await browser.close()
console.log(`${process.argv.length - 2} pages: ${faults} faults`)
process.exit(faults ? 1 : 0)
