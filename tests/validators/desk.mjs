// Opens the desk of `make-book watch` in Chromium, saves texts as editors do, and looks at what its page shows.
//
// usage: desk.mjs MAKE-BOOK      Prints a line for each check. Exit status 1 when one fails.
// READER_NODE_MODULES names the folder with playwright-core and axe-core; the installer sets it.

import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import http from 'node:http'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'

const modules = process.env.READER_NODE_MODULES
const { chromium } = createRequire(path.join(modules, 'x'))('playwright-core')
const axe = fs.readFileSync(path.join(modules, '@daisy/axe-core-for-ace/axe.min.js'), 'utf8')
const program = path.resolve(process.argv[2])

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'desk-'))
const book = path.join(folder, 'livre')
execFileSync(program, ['new', 'book', book], { stdio: 'ignore' })
const text = path.join(book, 'tome1', fs.readdirSync(path.join(book, 'tome1')).filter(name => name.endsWith('.md')).sort()[0])
const tome = path.join(book, 'tome1/tome.yaml')
const sentence = 'Une phrase assez longue pour que la page se remplisse peu à peu de lignes qui se ressemblent toutes. '
const original = `${fs.readFileSync(text, 'utf8')}\n\n${`${sentence.repeat(6)}\n\n`.repeat(60)}`
fs.writeFileSync(text, original)

/** Starts the desk; returns the process and the address of its page. */
function start(...options) {
    const child = spawn(program, ['watch', '--root', book, '--lang', 'en', ...options], { stdio: ['ignore', 'pipe', 'ignore'] })
    return new Promise((resolve, reject) => {
        child.on('exit', () => reject(new Error('the desk ended')))
        child.stdout.once('data', data => resolve({ child, address: String(data).trim() }))
    })
}

let desk = await start()
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
const faults = []

/** Opens the page in a window of a size, and waits until a spread is drawn. */
async function open(options = {}) {
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })).newPage()
    page.on('console', message => message.type() === 'error' && faults.push(message.text()))
    page.on('pageerror', error => faults.push(String(error)))
    await page.goto(desk.address)
    await page.waitForSelector('.sheet svg')
    return page
}

const shows = (page, words) => page.waitForFunction(words => document.querySelector('#book').textContent.includes(words), words)
const settled = page => page.waitForFunction(() => document.body.dataset.painted === document.body.dataset.revision)
const place = page => page.evaluate(() => document.querySelector('#book').scrollTop)
const scrollTo = async (page, first) => {
    await page.evaluate(first => document.querySelector(`.spread[data-first="${first}"]`).scrollIntoView({ block: 'center' }), first)
    await page.waitForFunction(first => document.querySelector(`.spread[data-first="${first}"] svg`), first)
}
const spreads = page => page.evaluate(() => [...document.querySelectorAll('.spread')].map(item => item.dataset.sum))
const write = contents => fs.writeFileSync(text, contents)

let failed = 0
async function check(name, run) {
    faults.length = 0
    try {
        await run()
        assert.deepEqual(faults, [], 'the console is silent')
        console.log(`desk: ${name}: passed`)
    } catch (error) {
        failed += 1
        console.log(`desk: ${name}: FAILED\n${error.stack}`)
    }
}

const page = await open()

await check('the page shows contents, spreads and messages', async () => {
    assert.equal(await page.textContent('#state'), 'Up to date')
    assert.ok((await page.locator('#contents button').count()) > 2)
    assert.ok((await page.locator('#contents button').allTextContents()).some(title => title.length > 0))
    assert.ok((await spreads(page)).length > 8)
    assert.ok(await page.locator('.sheet svg path').count() > 0)
    assert.ok((await page.locator('.sheet svg').count()) < (await spreads(page)).length, 'only spreads near the view are drawn')
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
    write(original.replace(`${sentence}\n\n${sentence}`, `${sentence}mirabelle\n\n${sentence}`))
    await page.waitForFunction(() => Number(document.body.dataset.revision) > 1)
    await settled(page)
    assert.equal(await place(page), before)
    assert.notDeepEqual(await spreads(page), sums)
})

await check('a change out of view comes into view, and zoom stays', async () => {
    write(original)
    await page.waitForFunction(() => !document.querySelector('#book').textContent.includes('mirabelle'))
    await page.click('#larger')
    await page.evaluate(() => document.querySelector('#book').scrollTo(0, 0))
    const wide = await page.locator('.spread').nth(1).boundingBox()
    write(`${original}\n\nclafoutis\n`)
    await shows(page, 'clafoutis')
    assert.ok((await place(page)) > 0)
    assert.equal((await page.locator('.spread').nth(1).boundingBox()).width, wide.width)
    await page.click('#smaller')
})

await check('what is under the eye stays when a text comes in before it', async () => {
    await page.evaluate(() => document.querySelector('#book').scrollTo(0, 0))
    await scrollTo(page, 11)
    const under = () => page.evaluate(() => {
        const frame = document.querySelector('#book').getBoundingClientRect()
        const boxes = [...document.querySelectorAll('.spread')].map(item => ({ item, box: item.getBoundingClientRect() }))
        const { item, box } = boxes.find(({ box }) => box.bottom > frame.top + frame.height / 2)
        return { said: item.querySelector('.words')?.textContent.replace(/\d+/g, ''), top: Math.round(box.top), first: item.dataset.first }
    })
    const before = await under()
    const { first, top } = before
    const [was, name] = [fs.readFileSync(tome, 'utf8'), path.basename(text)]
    fs.writeFileSync(path.join(book, 'tome1/00-avant.md'), fs.readFileSync(text, 'utf8').split('\n---\n')[0].replace(/^title:.*$/m, 'title: Avant') + '\n---\n\n' + `${sentence.repeat(6)}\n\n`.repeat(12))
    assert.ok(was.includes(name), was)
    fs.writeFileSync(tome, was.replace(new RegExp(`^( *- *)(.*${name}.*)$`, 'm'), '$100-avant.md\n$1$2'))
    await page.waitForFunction(() => document.querySelector('#contents').textContent.includes('Avant'))
    await settled(page)
    const after = await under()
    assert.notEqual(after.first, first, 'its number is another')
    assert.ok(Math.abs(after.top - top) <= 1, `${after.top} instead of ${top}`)
    fs.writeFileSync(tome, was)
    fs.unlinkSync(path.join(book, 'tome1/00-avant.md'))
    await page.waitForFunction(() => !document.querySelector('#contents').textContent.includes('Avant'))
    write(original)
    await page.waitForFunction(() => !document.querySelector('#book').textContent.includes('clafoutis'))
})

await check('the last good pages stay while the book is broken', async () => {
    const [sums, was] = [await spreads(page), fs.readFileSync(tome, 'utf8')]
    fs.writeFileSync(tome, `${was}\nisbn: [`)
    await page.waitForSelector('body.outdated')
    assert.deepEqual(await spreads(page), sums)
    assert.ok(await page.locator('.sheet svg').count() > 0)
    assert.match(await page.textContent('#messages'), /tome1\/tome\.yaml:\d+:\d+/)
    fs.writeFileSync(tome, was)
    await page.waitForSelector('body:not(.outdated)')
    assert.deepEqual(await spreads(page), sums)
})

await check('a message leads to its page', async () => {
    await page.evaluate(() => document.querySelector('#book').scrollTo(0, 0))
    write(`${original}\n\n# Un titre trop haut\n\nfin\n`)
    await page.waitForFunction(() => document.querySelector('#messages').textContent.includes('C013'))
    await page.evaluate(() => document.querySelector('#book').scrollTo(0, 0))
    await page.locator('#messages button', { hasText: 'C013' }).click()
    await shows(page, 'Un titre trop haut')
    assert.match(await page.textContent('#contents'), /1 warn\./)
    write(original)
    await page.waitForFunction(() => !document.querySelector('#messages').textContent.includes('C013'))
})

await check('a word leads to its line and column, and back', async () => {
    write(original.replace(sentence, `quetsche ${sentence}`))
    await page.evaluate(() => document.querySelector('#book').scrollTo(0, 0))
    const line = fs.readFileSync(text, 'utf8').split('\n').findIndex(line => line.startsWith('quetsche')) + 1
    const place = `tome1/${path.basename(text)}:${line}:1`
    await scrollTo(page, 7)
    await shows(page, 'quetsche')
    await page.evaluate(place => { location.hash = place }, place)
    await page.waitForSelector('.mark')
    assert.equal(await page.textContent('#place'), place)
    const box = await page.locator('.mark').boundingBox()
    assert.ok(box.width > 15 && box.height > 5, JSON.stringify(box))
    await page.mouse.click(box.x + box.width + 15, box.y + box.height / 2)
    await page.waitForFunction(place => document.querySelector('#place').textContent !== place, place)
    assert.equal(await page.textContent('#place'), `tome1/${path.basename(text)}:${line}:${'quetsche '.length + 1}`)
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
    await page.waitForFunction(place => document.querySelector('#place').textContent === place, place)
    write(original)
    await page.waitForFunction(() => !document.querySelector('#book').textContent.includes('quetsche'))
})

await check('keys and folios lead through the book', async () => {
    await page.evaluate(() => document.querySelector('#book').scrollTo(0, 0))
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
    write(`${original}\n\nmarmelade\n`)
    await Promise.all([page, second].map(window => window.waitForFunction(() => document.title.length > 0)))
    await second.evaluate(() => document.querySelector('#book').scrollTo(0, document.querySelector('#book').scrollHeight))
    await shows(second, 'marmelade')
    await second.reload()
    await second.waitForSelector('.sheet svg')
    await page.waitForFunction(() => document.querySelectorAll('.spread').length > 0)
    assert.deepEqual(await spreads(second), await spreads(page))
    await second.close()
})

await check('axe has nothing to say, by day and by night, wide and narrow', async () => {
    for (const colorScheme of ['light', 'dark']) {
        for (const width of [1440, 820]) {
            const window = await open({ colorScheme, viewport: { width, height: 900 } })
            await window.evaluate(axe)
            const { violations } = await window.evaluate(() => axe.run())
            const said = violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html.slice(0, 120)).join(' | ')}`)
            assert.deepEqual(said, [], `${colorScheme} ${width}`)
            await window.close()
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
    }, desk.address)
    assert.deepEqual(new Set(Object.values(found)), new Set(['refused']), JSON.stringify(found))
    const opaque = await window.evaluate(address => fetch(address, { mode: 'no-cors' }).then(answer => answer.type, () => 'refused'), desk.address)
    assert.ok(['opaque', 'refused'].includes(opaque), opaque)
    await window.close()
    other.close()
})

await check('the page says when the desk has ended', async () => {
    desk.child.removeAllListeners('exit')
    const end = new Promise(resolve => desk.child.on('exit', resolve))
    desk.child.kill('SIGINT')
    await end
    await page.waitForSelector('body.lost')
    assert.match(await page.textContent('#state'), /does not answer/)
    assert.ok(await page.locator('.sheet svg').count() > 0)
    faults.length = 0
})

await browser.close()
desk.child.kill()
fs.rmSync(folder, { recursive: true })
process.exit(failed ? 1 : 0)
