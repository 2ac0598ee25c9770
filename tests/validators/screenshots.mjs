// Takes screenshots of an EPUB in a reading engine (foliate-js in Chromium), for a person to look at.
//
// usage: screenshots.mjs BOOK.epub FOLDER [SECTION…]
// SECTION is a part of a file name, and may have an #anchor; without any SECTION, all sections are taken. Each is shown on a phone
// (390 × 844) and a desktop (1,280 × 900), by day and by night: FOLDER/SECTION-phone-night.png, SECTION-phone-night-2.png for the second
// screen, and so on (SCREENS says how many, 2 by default). Exit status 1 when a SECTION matches nothing. READER_NODE_MODULES as for
// open-epub.mjs.

import { createRequire } from 'node:module'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { serve } from './reader.mjs'

const [book, folder, ...wanted] = process.argv.slice(2)
const { chromium } = createRequire(path.join(process.env.READER_NODE_MODULES, 'x'))('playwright-core')
const screens = Number(process.env.SCREENS ?? 2)
const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } }
// At night, reading systems make the page dark, but leave colours that a book sets for its text.
const SKINS = { day: 'html { background: #fff; color: #111 }', night: 'html { background: #121212; color: #ddd; color-scheme: dark }' }

await mkdir(folder, { recursive: true })
const reader = await serve([book])
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
let missing = 0
for (const [size, viewport] of Object.entries(SIZES)) {
    for (const [skin, css] of Object.entries(SKINS)) {
        const page = await browser.newPage({ viewport })
        await page.goto(reader.address)
        await page.waitForFunction(() => window.open_)
        const ids = await page.evaluate(async ({ css, viewport }) => {
            const view = await window.open_(0)
            Object.assign(view.style, { width: viewport.width + 'px', height: viewport.height + 'px', position: 'fixed', inset: '0' })
            document.body.style.cssText = 'margin: 0; ' + /\{ (.*) \}/.exec(css)[1]
            view.renderer.setStyles?.(css)
            view.renderer.setAttribute('max-column-count', '1')
            window.view_ = view
            return view.book.sections.map(section => section.id)
        }, { css, viewport })
        for (const want of wanted.length ? wanted : ids) {
            const [file, anchor] = want.split('#')
            const index = ids.findIndex(id => id.includes(file))
            if (index < 0) {
                console.log(`no section ${want}`)
                missing++
                continue
            }
            for (let screen = 1; screen <= screens; screen++) {
                const moved = await page.evaluate(async ({ index, anchor, screen }) => {
                    if (screen === 1) await window.view_.goTo(anchor ? { index, anchor: doc => doc.getElementById(anchor) ?? 0 } : index)
                    else {
                        await window.view_.next()
                        if (window.view_.renderer.getContents()[0]?.index !== index) return false
                    }
                    await new Promise(drawn => setTimeout(drawn, 250))
                    return true
                }, { index, anchor, screen })
                if (!moved) break
                const name = `${want.replace(/[^\w-]+/g, '_')}-${size}-${skin}${screen > 1 ? '-' + screen : ''}.png`
                await page.screenshot({ path: path.join(folder, name) })
            }
        }
        await page.close()
    }
}
await browser.close()
reader.close()
process.exit(missing ? 1 : 0)
