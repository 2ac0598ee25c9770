// Opens EPUBs in the reading systems that run in Node or in Chromium, and prints what each makes of them as JSON, for
// tests/conformance/readers.py, which compares it with the books. It judges nothing.
//
// usage: read-epub.mjs BOOK.epub...    Prints {ENGINE: {BOOK: OBSERVATION}}. An engine says only what it knows of: readers.py has the list.
// READER_NODE_MODULES names the folder with the engines; the installer sets it.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { serve } from './reader.mjs'

const modules = process.env.READER_NODE_MODULES
const require = createRequire(path.join(modules, 'x'))
const { chromium } = require('playwright-core')
const books = process.argv.slice(2)
// A small telephone: what is whole there is whole on a larger one.
const SCREEN = { width: 320, height: 568 }

const list = value => value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]

// Functions for a page in the browser ---------------------------------------------------------------------------------------------

const inPage = () => {
    const BLOCK = new Set(['block', 'list-item', 'table', 'table-row', 'table-cell', 'flex', 'grid', 'table-caption'])
    const block = node => {
        let element = node.parentElement
        while (element && !BLOCK.has(element.ownerDocument.defaultView.getComputedStyle(element).display)) element = element.parentElement
        return element
    }
    // The text that a document shows, drawings aside, with a line feed where a block begins.
    window.shownText = doc => {
        const walk = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT)
        let text = '', last = null
        for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const parent = node.parentElement
            if (!node.data.trim() && !text.endsWith(' ')) text += ' '
            const seen = () => parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })
            if (!node.data.trim() || parent.closest('svg') || !seen()) continue
            const own = block(node)
            if (own !== last) text += '\n'
            last = own
            text += node.data
        }
        return text
    }
    // Each picture of a document with what is wrong with it on a page of this size.
    window.shownPictures = async (doc, { width, height }) => {
        const pictures = [...doc.querySelectorAll('img, svg')].filter(element => !element.parentElement.closest('svg'))
        await Promise.all(pictures.map(picture => picture.decode?.().catch(() => {})))
        return pictures.map(picture => {
            const box = picture.getBoundingClientRect()
            const [wide, high] = picture.naturalWidth === undefined
                ? [picture.viewBox.baseVal?.width, picture.viewBox.baseVal?.height]
                : [picture.naturalWidth, picture.naturalHeight]
            const faults = []
            if (!wide || !high) faults.push('is not drawn')
            // A drawing keeps its shape in a box of any shape.
            else if (picture.localName === 'img' && Math.abs(box.width / box.height / (wide / high) - 1) > 0.03)
                faults.push(`is drawn ${box.width} by ${box.height}, and is ${wide} by ${high}`)
            if (box.width > width + 1 || box.height > height + 1)
                faults.push(`takes ${Math.ceil(box.width)} by ${Math.ceil(box.height)} of a page of ${width} by ${height}`)
            return faults.join('; ')
        })
    }
    // The size of a page: of the columns into which an engine divides a document.
    window.pageSize = doc => {
        const styles = [doc.documentElement, doc.body].map(element => doc.defaultView.getComputedStyle(element))
        const columns = styles.map(style => parseFloat(style.columnWidth)).filter(width => width > 0)
        return { width: Math.min(...columns, doc.defaultView.innerWidth), height: doc.defaultView.innerHeight }
    }
}

// foliate-js --------------------------------------------------------------------------------------------------------------------------

const foliate = async number => {
    const view = await window.open_(number)
    view.style.width = '320px'
    view.style.height = '568px'
    const { book } = view
    const { metadata } = book
    const list = value => value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]
    const names = value => list(value).map(one => typeof one === 'string' ? one : one.name)
    const flat = (entries, depth = 0) =>
        (entries ?? []).flatMap(entry => [[entry.label, entry.href, depth], ...flat(entry.subitems, depth + 1)])
    const documents = [], pictures = []
    let calls = 0, reached = 0
    for (const [index, section] of book.sections.entries()) {
        await view.goTo(index)
        const { doc } = view.renderer.getContents()[0]
        documents.push([section.id, window.shownText(doc)])
        for (const fault of await window.shownPictures(doc, window.pageSize(doc))) pictures.push([section.id, fault])
        const calls_ = [...doc.querySelectorAll('[role~="doc-noteref"]')]
        for (const call of new Set([calls_.at(0), calls_.at(-1)].filter(call => call))) {
            calls++
            const note = await window.pop_up_(view, index, call)
            if (note?.type === 'footnote' && note.text.trim()) reached++
        }
    }
    const series = list(metadata.belongsTo?.series)[0]
    view.close()
    view.remove()
    return {
        title: metadata.title, authors: names(metadata.author), editors: names(metadata.editor), language: list(metadata.language),
        series: series ? [series.name, Number(series.position)] : null, contents: flat(book.toc),
        pages: (book.pageList ?? []).map(page => [page.label, page.href]), documents, pictures, notes: [calls, reached],
    }
}

// epub.js -----------------------------------------------------------------------------------------------------------------------------

const epubjs = async number => {
    const answer = await fetch('/book/' + number)
    const book = window.ePub(await answer.arrayBuffer())
    await book.opened
    const place = document.body.appendChild(document.createElement('div'))
    const rendition = book.renderTo(place, { width: 320, height: 568, flow: 'paginated' })
    const flat = (entries, depth = 0) =>
        (entries ?? []).flatMap(entry => [[entry.label.trim(), entry.href, depth], ...flat(entry.subitems, depth + 1)])
    const { metadata } = book.packaging
    await Promise.all([book.loaded.navigation, book.loaded.pageList])
    const { navigation, pageList } = book
    const documents = [], pictures = [], targets = []
    for (const item of book.spine.spineItems) {
        await rendition.display(item.href)
        const { document: doc } = rendition.getContents()[0]
        documents.push([item.href, window.shownText(doc)])
        for (const fault of await window.shownPictures(doc, window.pageSize(doc))) pictures.push([item.href, fault])
        const calls = [...doc.querySelectorAll('[role~="doc-noteref"]')]
        for (const call of new Set([calls.at(0), calls.at(-1)].filter(call => call))) targets.push([item.href, call.getAttribute('href')])
    }
    let reached = 0
    for (const [href, target] of targets) {
        // It goes to a place before the fonts of the book have come, and is a page early when they are wider than its own.
        await rendition.display(href)
        await rendition.getContents()[0].document.fonts.ready
        await new Promise(resized => setTimeout(resized, 150))
        await rendition.display(target.startsWith('#') ? href + target : target)
        const contents = rendition.getContents()[0]
        const box = contents.document.getElementById(target.split('#')[1])?.getBoundingClientRect()
        const frame = contents.window.frameElement.getBoundingClientRect()
        const shown = place.getBoundingClientRect()
        if (box && frame.left + box.left >= shown.left - 1 && frame.left + box.left < shown.right) reached++
    }
    const observation = {
        title: metadata.title, authors: [metadata.creator], language: [metadata.language], contents: flat(navigation.toc),
        pages: (pageList.pageList ?? []).map(page => [String(page.page), page.href]), documents, pictures, notes: [targets.length, reached],
    }
    book.destroy()
    place.remove()
    return observation
}

const inBrowser = async () => {
    const reader = await serve(books)
    const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
    const found = { 'foliate-js': {}, 'epub.js': {} }
    const open = async () => {
        const page = await browser.newPage({ viewport: SCREEN })
        await page.addInitScript(inPage)
        await page.goto(reader.address)
        await page.waitForFunction(() => window.open_)
        return page
    }
    for (const [number, book] of books.entries()) {
        const page = await open()
        found['foliate-js'][book] = await page.evaluate(foliate, number)
        await page.close()
        const other = await open()
        for (const script of ['jszip/dist/jszip.min.js', 'epubjs/dist/epub.min.js'])
            await other.addScriptTag({ path: path.join(modules, script) })
        found['epub.js'][book] = await other.evaluate(epubjs, number)
        await other.close()
    }
    await browser.close()
    reader.close()
    return found
}

// Readium: the parser of Thorium, and what its library for the web says of accessibility -------------------------------------------

const readium = async book => {
    const shared = 'r2-shared-js/dist/es8-es2017/src'
    const { EpubParsePromise } = require(`${shared}/parser/epub`)
    const { initGlobalConverters_SHARED, initGlobalConverters_GENERIC } = require(`${shared}/init-globals`)
    const { TaJsonSerialize } = require('r2-lcp-js/dist/es8-es2017/src/serializable')
    initGlobalConverters_SHARED()
    initGlobalConverters_GENERIC()
    const { metadata, readingOrder, toc, pageList } = TaJsonSerialize(await EpubParsePromise(book))
    const { AccessibilityMetadataDisplayGuide, Metadata } = await import(pathToFileURL(path.join(modules, '@readium/shared/dist/index.js')))
    // A list of one is written as a value alone, which the other library does not read.
    metadata.accessibility.hazard = list(metadata.accessibility.hazard)
    const guide = new AccessibilityMetadataDisplayGuide({ metadata: Metadata.deserialize(metadata) })
    const names = value => list(value).map(one => typeof one === 'string' ? one : one.name)
    const flat = (entries, depth = 0) =>
        list(entries).flatMap(entry => [[entry.title, entry.href, depth], ...flat(entry.children, depth + 1)])
    const series = list(metadata.belongsTo?.series)[0]
    return {
        title: metadata.title, authors: names(metadata.author), editors: names(metadata.editor), language: list(metadata.language),
        series: series ? [series.name, series.position] : null, contents: flat(toc),
        pages: list(pageList).map(page => [page.title, page.href]), documents: readingOrder.map(item => [item.href, null]),
        accessibility: guide.fields.flatMap(field => field.statements.map(statement => statement.id)),
    }
}

const found = await inBrowser()
found.Readium = {}
for (const book of books) found.Readium[book] = await readium(book)
process.stdout.write(JSON.stringify(found), () => process.exit())
