// Opens EPUBs in a reading engine (foliate-js in Chromium), in pages of the size of a telephone: every section, notes of each, every entry
// of the contents. Nothing may be cut off.
//
// usage: open-epub.mjs BOOK.epub...    Prints a line for each book. Exit status 1 when a book logs an error, has an empty section, a dead
// entry, a note that does not pop up, or content that is cut off.
// BUSY=1 simulates an overloaded machine. READER_NODE_MODULES names the folder with foliate-js and playwright-core; the installer sets it.

import { createRequire } from 'node:module'
import path from 'node:path'
import { busy, serve } from './reader.mjs'

const modules = process.env.READER_NODE_MODULES
const { chromium } = createRequire(path.join(modules, 'x'))('playwright-core')
const books = process.argv.slice(2)

const reader = await serve(books)
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
let allPass = true
for (const [number, book] of books.entries()) {
    const faults = []
    let notes = 0
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
    page.on('console', message => message.type() === 'error' && faults.push(message.text()))
    page.on('pageerror', error => faults.push(String(error)))
    if (process.env.BUSY) await page.addInitScript(busy)
    try {
        await page.goto(reader.address)
        await page.waitForFunction(() => window.open_)
        const found = await page.evaluate(async number => {
            const faults = []
            let popped = 0
            const view = await window.open_(number)
            const { sections, toc } = view.book
            for (let index = 0; index < sections.length; index++) {
                await view.goTo(index)
                const body = view.renderer.getContents()[0]?.doc?.body
                const drawn = body && (body.innerText.trim() || body.querySelector('img, svg'))
                if (!drawn) faults.push(`section ${sections[index].id} shows nothing`)
                // An element that scrolls or hides its overflow is not divided between pages, so that the overflow cannot be read.
                for (const element of body?.querySelectorAll('*') ?? []) {
                    const { overflowX, overflowY } = getComputedStyle(element)
                    const boxed = [overflowX, overflowY].some(overflow => ['auto', 'scroll', 'hidden'].includes(overflow))
                    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element
                    const cut = scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1 || clientHeight > view.clientHeight
                    if (boxed && !element.closest('svg') && cut)
                        faults.push(`section ${sections[index].id}: <${element.localName} class="${element.className}"> cuts what it holds`)
                }
                // Only the first and the last note of a section are tried.
                const calls = [...body?.querySelectorAll('[role~="doc-noteref"]') ?? []]
                for (const call of new Set([calls.at(0), calls.at(-1)].filter(call => call))) {
                    const note = await window.pop_up_(view, index, call)
                    if (note?.type !== 'footnote' || !note.hidden || !note.text.trim()) faults.push(`section ${sections[index].id}: note ${call.textContent} does not pop up`)
                    else popped++
                }
            }
            if (!toc?.length) faults.push('no table of contents')
            const walk = entries => {
                for (const entry of entries ?? []) {
                    const target = entry.href && view.book.resolveHref(entry.href)
                    if (entry.href && !(target?.index >= 0)) faults.push(`dead entry ${entry.label}: ${entry.href}`)
                    walk(entry.subitems)
                }
            }
            walk(toc)
            return { faults, popped }
        }, number)
        faults.push(...found.faults)
        notes = found.popped
    } catch (error) {
        faults.push(String(error))
    }
    await page.close()
    console.log(`${faults.length ? 'FAIL' : 'PASS'} ${book}${notes ? ` (${notes} notes popped up)` : ''}`)
    for (const fault of faults) console.log(`    ${fault}`)
    allPass &&= !faults.length
}
await browser.close()
reader.close()
process.exit(allPass ? 0 : 1)
