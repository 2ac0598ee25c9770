// Opens the desk of `make-book watch` in Chromium, saves texts as editors do, and looks at what its page shows.
//
// usage: desk.mjs MAKE-BOOK [--all]      Prints a line for each check. Exit status 1 when one fails. With --all, the slow ones too.
// READER_NODE_MODULES names the folder with playwright-core and axe-core; the installer sets it.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import http from 'node:http'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { Book, ways } from './desk_book.mjs'
import { checkSaves } from './desk_saves.mjs'
import { checkAgain, checkTools } from './desk_tools.mjs'

const modules = process.env.READER_NODE_MODULES
const { chromium } = createRequire(path.join(modules, 'x'))('playwright-core')
const axe = fs.readFileSync(path.join(modules, '@daisy/axe-core-for-ace/axe.min.js'), 'utf8')
const program = path.resolve(process.argv[2])
const isWhole = process.argv.includes('--all')
const everything = path.resolve(import.meta.dirname, '../cases/epub/everything/in')

// A new book whose first text fills some twenty pages.
const made = fs.mkdtempSync(path.join(os.tmpdir(), 'desk-new-'))
execFileSync(program, ['new', 'book', path.join(made, 'livre')], { stdio: 'ignore' })
// The words of the scaffold are errors until they are replaced.
for (const folder of ['book', 'tome1']) {
    const entries = fs.readdirSync(path.join(made, 'livre', folder), { withFileTypes: true })
    for (const { name } of entries.filter((entry) => entry.isFile())) {
        const file = path.join(made, 'livre', folder, name)
        fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replaceAll(/À REMPLACER : |TO REPLACE: /g, ''))
    }
}
const text = 'tome1/01-first-text.md'
const tome = 'tome1/tome.yaml'
const sentence = 'Une phrase assez longue pour que la page se remplisse peu à peu de lignes qui se ressemblent toutes. '
fs.appendFileSync(path.join(made, 'livre', text), `\n\n${`${sentence.repeat(6)}\n\n`.repeat(60)}`)
const original = fs.readFileSync(path.join(made, 'livre', text), 'utf8')

// The editor is a program that does nothing.
const book = await Book.watched(program, path.join(made, 'livre'), { options: ['--editor', 'true {file}'] })
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
const faults = []

/** Opens a page of a desk in a window of its own, and waits until its first view is painted. */
async function open(options = {}, shown = book) {
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })).newPage()
    page.on('console', message => message.type() === 'error' && faults.push(message.text()))
    page.on('pageerror', error => faults.push(String(error)))
    await page.goto(shown.address)
    await painted(page, shown)
    return page
}

/** Waits until a page has painted the last view, all of it that is near its window. */
async function painted(page, shown = book) {
    for (let revision = null; revision !== shown.view.revision;) {
        revision = shown.view.revision
        await page.waitForFunction(revision => Number(document.body.dataset.painted) >= revision, revision)
    }
    await page.waitForFunction(() => document.querySelector('.sheet svg'))
}

const write = contents => fs.writeFileSync(book.path(text), contents)
/** Writes the text and waits until a word of it is printed, and painted where it is near. */
async function save(page, contents, word) {
    write(contents)
    await book.untilPrinted(word)
    await painted(page)
}
const place = page => page.evaluate(() => document.querySelector('#book').scrollTop)
const toTop = page => page.evaluate(() => document.querySelector('#book').scrollTo(0, 0))
const shows = (page, words) => page.waitForFunction(words => document.querySelector('#book').textContent.includes(words), words)
const scrollTo = async (page, first) => {
    await page.evaluate(first => document.querySelector(`.spread[data-first="${first}"]`).scrollIntoView({ block: 'center' }), first)
    await page.waitForFunction(first => document.querySelector(`.spread[data-first="${first}"] svg`), first)
}
const spreads = page => page.evaluate(() => [...document.querySelectorAll('.spread')].map(item => item.dataset.sum))

let failed = 0
async function check(name, run, shown = book) {
    faults.length = 0
    const begin = Date.now()
    try {
        await run()
        assert.deepEqual(faults, [], 'the console is silent')
        console.log(`desk: ${name}: passed (${((Date.now() - begin) / 1000).toFixed(1)} s)`)
    } catch (error) {
        failed += 1
        console.log(`desk: ${name}: FAILED\n${error.stack}`)
    }
    // Each check begins with the book as it was at first, on the page too.
    await shown.restore()
    if (shown === book) await painted(page)
}

const page = await open()

await check('the page shows contents, spreads and messages', async () => {
    assert.equal(await page.textContent('#state'), 'Up to date')
    assert.ok((await page.locator('#contents button').count()) > 2)
    assert.ok((await page.locator('#contents button').allTextContents()).some(title => title.length > 0))
    assert.ok((await spreads(page)).length > 8)
    assert.ok(await page.locator('.sheet svg path').count() > 0)
    assert.ok((await page.locator('.sheet > svg').count()) < (await spreads(page)).length, 'only spreads near the view are drawn')
})

await check('glyphs are drawn on their sheet, and said beside it', async () => {
    await scrollTo(page, 7)
    const { lines, outside, said } = await page.evaluate(() => {
        const sheet = document.querySelector('.spread[data-first="7"] .sheet')
        const frame = sheet.getBoundingClientRect()
        const boxes = [...sheet.querySelectorAll('path')].map(path => path.getBoundingClientRect()).filter(box => box.width > 0)
        const outside = boxes.filter(box => box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom)
        return { lines: boxes.length, outside: outside.length, said: sheet.querySelector('.words').textContent }
    })
    assert.ok(lines > 30, `${lines} lines`)
    assert.equal(outside, 0)
    assert.match(said, /se ressemblent toutes/)
})

await check('an edit in view is painted, and nothing moves', async () => {
    await scrollTo(page, 7)
    const [before, sums] = [await place(page), await spreads(page)]
    await save(page, original.replace(`${sentence}\n\n${sentence}`, `${sentence}mirabelle\n\n${sentence}`), 'mirabelle')
    await shows(page, 'mirabelle')
    assert.equal(await place(page), before)
    assert.notDeepEqual(await spreads(page), sums)
})

await check('a change out of view comes into view, and zoom stays', async () => {
    await page.click('#larger')
    await toTop(page)
    const wide = await page.locator('.spread').nth(1).boundingBox()
    await save(page, `${original}\n\nclafoutis\n`, 'clafoutis')
    await shows(page, 'clafoutis')
    assert.ok((await place(page)) > 0)
    assert.equal((await page.locator('.spread').nth(1).boundingBox()).width, wide.width)
    await page.click('#smaller')
})

await check('what is under the eye stays when a text comes in before it', async () => {
    await toTop(page)
    await scrollTo(page, 11)
    const under = () => page.evaluate(() => {
        const frame = document.querySelector('#book').getBoundingClientRect()
        const boxes = [...document.querySelectorAll('.spread')].map(item => ({ item, box: item.getBoundingClientRect() }))
        const { item, box } = boxes.find(({ box }) => box.bottom > frame.top + frame.height / 2)
        return { top: Math.round(box.top), first: item.dataset.first }
    })
    const { first, top } = await under()
    const [was, name] = [fs.readFileSync(book.path(tome), 'utf8'), path.basename(text)]
    fs.writeFileSync(book.path('tome1/00-avant.md'), original.split('\n---\n')[0].replace(/^title:.*$/m, 'title: Avant') + '\n---\n\n' + `${sentence.repeat(6)}\n\n`.repeat(12))
    assert.ok(was.includes(name), was)
    fs.writeFileSync(book.path(tome), was.replace(new RegExp(`^( *- *)(.*${name}.*)$`, 'm'), '$100-avant.md\n$1$2'))
    await book.until('another text', view => view.volumes[0]?.sections.some(({ title }) => title === 'Avant'))
    await painted(page)
    const after = await under()
    assert.notEqual(after.first, first, 'its number is another')
    assert.ok(Math.abs(after.top - top) <= 1, `${after.top} instead of ${top}`)
})

await check('the last good pages stay while the book is broken', async () => {
    const [sums, was] = [await spreads(page), fs.readFileSync(book.path(tome), 'utf8')]
    for (const broken of [`${was}\nisbn: [`, '', '\u0000', was.replace('number:', 'nombre:')]) {
        fs.writeFileSync(book.path(tome), broken)
        await book.until(`tome.yaml is ${JSON.stringify(broken.slice(-12))}`, view => view.outdated)
        await painted(page)
        assert.ok(await page.locator('body.outdated').count())
        assert.deepEqual(await spreads(page), sums)
        assert.ok(await page.locator('.sheet svg').count() > 0)
        assert.match(await page.textContent('#messages'), /tome1\/tome\.yaml/)
        fs.writeFileSync(book.path(tome), was)
        await book.until('whole again', view => !view.outdated)
        await painted(page)
        assert.deepEqual(await spreads(page), sums)
    }
    fs.renameSync(book.path(text), book.path('../hidden.md'))
    await book.until('a text removed', view => view.outdated)
    await painted(page)
    assert.deepEqual(await spreads(page), sums)
    fs.renameSync(book.path('../hidden.md'), book.path(text))
    await book.until('the text is back', view => !view.outdated)
    await save(page, `${original}\n\nensuite\n`, 'ensuite')
    await shows(page, 'ensuite')
})

await check('a message leads to its page', async () => {
    await save(page, `${original}\n\n# Un titre trop haut\n\nfin\n`, 'Un titre trop haut')
    await page.waitForFunction(() => document.querySelector('#messages').textContent.includes('C013'))
    await toTop(page)
    await page.locator('#messages button', { hasText: 'C013' }).click()
    await shows(page, 'Un titre trop haut')
    assert.match(await page.textContent('#contents'), /1 warn\./)
})

await check('a word leads to its line and column, and back', async () => {
    await save(page, original.replace(sentence, `quetsche ${sentence}`), 'quetsche')
    await toTop(page)
    const line = fs.readFileSync(book.path(text), 'utf8').split('\n').findIndex(line => line.startsWith('quetsche')) + 1
    const place = `${text}:${line}:1`
    await page.evaluate(place => { location.hash = place }, place)
    await page.waitForFunction(place => document.querySelector('#place').textContent === place && document.querySelector('.mark'), place)
    const box = await page.locator('.mark').boundingBox()
    assert.ok(box.width > 15 && box.height > 5, JSON.stringify(box))
    await page.mouse.click(box.x + box.width + 15, box.y + box.height / 2)
    await page.waitForFunction(place => document.querySelector('#place').textContent !== place, place)
    assert.equal(await page.textContent('#place'), `${text}:${line}:${'quetsche '.length + 1}`)
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
    await page.waitForFunction(place => document.querySelector('#place').textContent === place, place)
})

await check('keys and folios lead through the book', async () => {
    await toTop(page)
    await page.focus('#book')
    for (const _ of [1, 2, 3]) await page.keyboard.press('ArrowRight')
    const right = await place(page)
    assert.ok(right > 0)
    await page.keyboard.press('ArrowLeft')
    assert.ok((await place(page)) < right)
    await page.fill('#folio', '5')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => {
        const frame = document.querySelector('#book').getBoundingClientRect()
        const item = [...document.querySelectorAll('.spread')].find(item => /\b5\b/.test(item.querySelector('figcaption').textContent))
        return Math.abs(item.getBoundingClientRect().top - frame.top) < 2
    })
})

await check('two windows and a reload show the same', async () => {
    const second = await open()
    assert.deepEqual(await spreads(second), await spreads(page))
    await save(page, `${original}\n\nmarmelade\n`, 'marmelade')
    await painted(second)
    await second.evaluate(() => document.querySelector('#book').scrollTo(0, document.querySelector('#book').scrollHeight))
    await shows(second, 'marmelade')
    await second.reload()
    await painted(second)
    assert.deepEqual(await spreads(second), await spreads(page))
    await second.context().close()
})

await checkSaves({ check, book, page, painted, text, original, ways, everything, program, open, isWhole })

await checkTools({ check, book, page, painted, open, text, original, sentence, save, toTop, everything, program })

await check('axe has nothing to say, by day and by night, wide and narrow', async () => {
    for (const colorScheme of ['light', 'dark']) {
        for (const width of [1440, 820]) {
            const window = await open({ colorScheme, viewport: { width, height: 900 } })
            await window.evaluate(axe)
            // All views in two of the four windows.
            for (const view of (colorScheme === 'light') === (width === 1440) ? ['print', 'both', 'epub'] : ['print']) {
                await window.selectOption('#view', view)
                await window.fill('#words', 'phrase')
                await window.press('#words', 'Enter')
                await window.waitForSelector('#found li')
                // The document in the frame is the EPUB's, which other tests look at.
                const { violations } = await window.evaluate(() => axe.run({ exclude: [['#frame']] }, { iframes: false }))
                const said = violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html.slice(0, 120)).join(' | ')}`)
                assert.deepEqual(said, [], `${colorScheme} ${width} ${view}`)
            }
            await window.context().close()
        }
    }
})

await check('a page of another origin can neither read nor steer the desk', async () => {
    const other = http.createServer((_, answer) => answer.setHeader('Content-Type', 'text/html').end('<title>other</title>'))
    await new Promise(resolve => other.listen(0, '127.0.0.1', resolve))
    const window = await (await browser.newContext()).newPage()
    await window.goto(`http://127.0.0.1:${other.address().port}/`)
    const found = await window.evaluate(async address => {
        const fails = promise => promise.then(() => 'answered', () => 'refused')
        const loads = (name, attribute) => new Promise(resolve => {
            const element = document.createElement(name)
            element.onload = () => resolve('loaded')
            element.onerror = () => resolve('refused')
            element[attribute] = `${address}${name === 'script' ? 'desk.js' : 'desk.css'}`
            if (name === 'link') element.rel = 'stylesheet'
            document.head.append(element)
        })
        const events = new Promise(resolve => {
            const source = new EventSource(`${address}events`)
            source.onmessage = () => resolve('answered')
            source.onerror = () => resolve('refused')
        })
        const frame = document.createElement('iframe')
        frame.src = address
        document.body.append(frame)
        await new Promise(resolve => { frame.onload = resolve })
        let framed
        try { framed = frame.contentDocument === null ? 'refused' : 'read' } catch { framed = 'refused' }
        return {
            read: await fails(fetch(address)),
            post: await fails(fetch(address, { method: 'POST' })),
            script: await loads('script', 'src'),
            style: await loads('link', 'href'),
            events: await events,
            framed,
        }
    }, book.address)
    assert.deepEqual(new Set(Object.values(found)), new Set(['refused']), JSON.stringify(found))
    const opaque = await window.evaluate(address => fetch(address, { mode: 'no-cors' }).then(answer => answer.type, () => 'refused'), book.address)
    assert.ok(['opaque', 'refused'].includes(opaque), opaque)
    await window.context().close()
    other.close()
})

await checkAgain({ check, book, page, painted, faults })

await check('the page says when the desk has ended', async () => {
    assert.equal(book.end, null)
    book.child.kill('SIGINT')
    await book.ended
    await page.waitForSelector('body.lost')
    assert.match(await page.textContent('#state'), /does not answer/)
    assert.ok(await page.locator('.sheet svg').count() > 0)
    faults.length = 0
}, { restore() {} })

await browser.close()
await book.close()
fs.rmSync(made, { recursive: true })
process.exit(failed ? 1 : 0)
