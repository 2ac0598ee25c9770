// Opens EPUBs in a real reading engine (foliate-js in Chromium) and walks every section and every entry of the contents.
//
// usage: open-epub.mjs BOOK.epub...    One line a book; exit 1 when a book logs an error, has an empty section or a dead entry.
// READER_NODE_MODULES names the folder with foliate-js and playwright-core; the installer sets it.

import { createRequire } from 'node:module'
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

const modules = process.env.READER_NODE_MODULES
const { chromium } = createRequire(path.join(modules, 'x'))('playwright-core')
const engine = path.join(modules, 'foliate-js')
const books = process.argv.slice(2)

const PAGE = `<!doctype html><meta charset="utf-8"><title>reader</title>
<style>foliate-view { display: block; width: 800px; height: 600px }</style>
<script type="module">
  import '/engine/view.js'
  window.open_ = async number => {
    const answer = await fetch('/book/' + number)
    const file = new File([await answer.blob()], 'book.epub', { type: 'application/epub+zip' })
    const view = document.body.appendChild(document.createElement('foliate-view'))
    await view.open(file)
    return view
  }
</script><body></body>`

const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' }

const server = createServer(async (request, response) => {
    const where = decodeURIComponent(new URL(request.url, 'http://localhost').pathname)
    try {
        if (where === '/') return response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE)
        if (where === '/favicon.ico') return response.writeHead(204).end()
        if (where.startsWith('/book/')) return response.end(await readFile(books[Number(where.slice(6))]))
        const file = path.join(engine, path.normalize(where.replace(/^\/engine\//, '/')))
        const body = await readFile(file)
        response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream' }).end(body)
    } catch {
        response.writeHead(404).end()
    }
})
await new Promise(listening => server.listen(0, '127.0.0.1', listening))

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
let allPass = true
for (const [number, book] of books.entries()) {
    const faults = []
    const page = await browser.newPage({ viewport: { width: 900, height: 700 } })
    page.on('console', message => message.type() === 'error' && faults.push(message.text()))
    page.on('pageerror', error => faults.push(String(error)))
    try {
        await page.goto(`http://127.0.0.1:${server.address().port}/`)
        await page.waitForFunction(() => window.open_)
        faults.push(...await page.evaluate(async number => {
            const faults = []
            const view = await window.open_(number)
            const { sections, toc } = view.book
            for (let index = 0; index < sections.length; index++) {
                await view.goTo(index)
                const body = view.renderer.getContents()[0]?.doc?.body
                const drawn = body && (body.innerText.trim() || body.querySelector('img, svg'))
                if (!drawn) faults.push(`section ${sections[index].id} shows nothing`)
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
            return faults
        }, number))
    } catch (error) {
        faults.push(String(error))
    }
    await page.close()
    console.log(`${faults.length ? 'FAIL' : 'PASS'} ${book}`)
    for (const fault of faults) console.log(`    ${fault}`)
    allPass &&= !faults.length
}
await browser.close()
server.close()
process.exit(allPass ? 0 : 1)
