// What a reader does with the desk: single pages, search, keys, the EPUB beside the pages, places asked for by an editor, a desk started again.

import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { Book, get } from './desk_book.mjs'

/** Things of a book and a word of each: a file, the phrase that stands in it, and the word of that phrase. */
const THINGS = [
    ['a text', 'tome1/01-premier.md', 'On y cite', 'cite'],
    ['a note', 'tome1/01-premier.md', 'Dans une note', 'note'],
    ['a cell of a table', 'tome1/01-premier.md', 'Réseau', 'Réseau'],
    ['a caption', 'tome1/01-premier.md', '"Le quai"', 'quai'],
    ['a heading', 'tome1/01-premier.md', '### Suite', 'Suite'],
    ['a title', 'tome1/02-entretien.md', 'title: L’entretien', 'entretien'],
    ['a quotation', 'tome1/01-premier.md', 'Une citation', 'citation'],
    ['an item of a list', 'tome1/01-premier.md', '- deux', 'deux'],
    ['a question', 'tome1/02-entretien.md', 'Qui ?', 'Qui'],
    ['a biography', 'book/people.yaml', 'Ann écrit.\n\n', 'écrit'],
    ['the legal page', 'book/book.yaml', 'Imprimé sur du papier', 'papier'],
    ['a made page of the editor', 'book/merci.md', 'et au [premier', 'et'],
    ['the title of a part', 'tome1/tome.yaml', 'Première partie', 'partie'],
]

const byMark = (page, place) =>
    page.waitForFunction(place => document.querySelector('#place').textContent === place && document.querySelector('.mark'), place)

export async function checkTools({ check, book, page, painted, open, text, original, sentence, save, toTop, everything, program }) {
    await check('ten kinds of thing lead from file to page and back', async () => {
        const other = await Book.watched(program, everything, { options: ['tome1'] })
        const window = await open({}, other)
        for (const [name, file, phrase, word] of THINGS) {
            const source = fs.readFileSync(other.path(file), 'utf8')
            const offset = source.indexOf(phrase) + phrase.indexOf(word)
            assert.ok(source.includes(phrase), `${name}: ${file} has ${phrase}`)
            const before = source.slice(0, offset).split('\n')
            const place = `${file}:${before.length}:${[...before.at(-1)].length + 1}`
            await window.evaluate(place => { location.hash = place }, place)
            await byMark(window, place).catch(() => { throw new Error(`${name}: ${place} is not shown`) })
            const box = await window.locator('.mark').boundingBox()
            assert.ok(box.width > 4 && box.height > 4, `${name}: ${JSON.stringify(box)}`)
            await window.evaluate(() => { document.querySelector('#place').textContent = '' })
            await window.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
            await window.waitForFunction(() => document.querySelector('#place').textContent !== '')
            assert.equal(await window.textContent('#place'), place, name)
        }
        await window.context().close()
        await other.close()
    })

    await check('an editor has a place shown', async () => {
        await save(page, original.replace(sentence, `quetsche ${sentence}`), 'quetsche')
        await toTop(page)
        const line = fs.readFileSync(book.path(text), 'utf8').split('\n').findIndex(line => line.startsWith('quetsche')) + 1
        const place = `${text}:${line}:1`
        execFileSync(program, ['watch', '--at', place], { cwd: book.root })
        await byMark(page, place)
        assert.ok(await page.locator('.mark').isVisible())
        assert.ok(await page.locator('#edit').isVisible())
    })

    await check('single pages, and the place stays', async () => {
        await page.fill('#folio', '6')
        await page.press('#folio', 'Enter')
        const spreads = await page.locator('.spread').count()
        await page.selectOption('#sheets', 'single')
        await page.waitForFunction(count => document.querySelectorAll('.spread').length > count + 5, spreads)
        await painted(page)
        const shown = () => page.evaluate(() => {
            const frame = document.querySelector('#book').getBoundingClientRect()
            const item = [...document.querySelectorAll('.spread')].find(item => item.getBoundingClientRect().bottom > frame.top + 5)
            const sheet = item.querySelector('.sheet').getBoundingClientRect()
            const boxes = [...item.querySelectorAll('path')].map(path => path.getBoundingClientRect()).filter(box => box.width > 0)
            const inside = boxes.filter(box => box.left >= sheet.left && box.right <= sheet.right)
            return { said: item.querySelector('figcaption').textContent, lines: boxes.length, shares: inside.length }
        })
        for (const end = Date.now() + 20_000; (await shown()).lines === 0 && Date.now() < end;) await page.waitForTimeout(50)
        const { said, lines, shares } = await shown()
        assert.match(said, /^Page [56]$/)
        assert.ok(lines > 15 && lines === shares, `${shares} of ${lines} lines are on the page`)
        await save(page, `${original}\n\nmirabelle\n`, 'mirabelle')
        await page.locator('.spread').last().scrollIntoViewIfNeeded()
        await page.focus('#book')
        await page.keyboard.press('s')
        await page.waitForFunction(count => document.querySelectorAll('.spread').length === count, spreads)
    })

    await check('a search leads to its page', async () => {
        await save(page, original.replace(sentence, `Mélèze ${sentence}`).concat('\n\nle mélèze d’après\n'), 'mélèze d’après')
        await toTop(page)
        await page.focus('#book')
        await page.keyboard.press('/')
        await page.keyboard.type('MELEZE')
        await page.keyboard.press('Enter')
        await page.waitForFunction(() => document.querySelectorAll('#found li').length === 2)
        assert.equal(await page.textContent('#count'), '2 places')
        await page.locator('#found button', { hasText: 'd’après' }).click()
        await page.waitForFunction(() => document.querySelector('#book').textContent.includes('mélèze d’après') && document.querySelector('.mark'))
        assert.ok((await page.evaluate(() => document.querySelector('#book').scrollTop)) > 0)
        await page.fill('#words', 'absinthe')
        await page.press('#words', 'Enter')
        await page.waitForFunction(() => document.querySelector('#count').textContent === 'Not found')
        await page.keyboard.press('Escape')
        assert.ok(await page.locator('#found').isHidden())
    })

    await check('the EPUB stands beside the pages, follows them, and keeps its place', async () => {
        const inside = page.frameLocator('#frame')
        await page.fill('#folio', '5')
        await page.press('#folio', 'Enter')
        await page.selectOption('#view', 'both')
        await inside.locator('p', { hasText: 'se ressemblent toutes' }).first().waitFor()
        for (const [device, widest] of [['phone', 392], ['tablet', 822]]) {
            await page.selectOption('#device', device)
            assert.ok((await page.locator('#frame').boundingBox()).width <= widest)
        }
        const frame = page.frames().find(frame => frame.url().includes('/read/'))
        const fonts = await frame.evaluate(async () => {
            await document.fonts.ready
            return [...document.fonts].filter(face => face.status === 'loaded').map(face => face.family)
        })
        assert.ok(fonts.some(family => family.includes('Book Text')), `faces: ${fonts}`)
        await page.check('#night')
        await frame.waitForFunction(() => getComputedStyle(document.documentElement).backgroundColor === 'rgb(22, 24, 27)')
        await page.uncheck('#night')
        await frame.waitForFunction(() => getComputedStyle(document.documentElement).backgroundColor !== 'rgb(22, 24, 27)')
        const kept = await frame.evaluate(() => { document.scrollingElement.scrollTop = 400; return document.scrollingElement.scrollTop })
        await save(page, `${original}\n\npistache\n`, 'pistache')
        await inside.locator('p', { hasText: 'pistache' }).waitFor({ state: 'attached' })
        assert.equal(await frame.evaluate(() => document.scrollingElement.scrollTop), kept)
        await page.selectOption('#view', 'epub')
        assert.ok(await page.locator('#book').isHidden())
        await page.locator('#contents button:not(:disabled)').first().click()
        await page.waitForFunction(() => !document.querySelector('#frame').contentDocument?.body?.textContent.includes('se ressemblent toutes'))
        await page.selectOption('#view', 'print')
        assert.ok(await page.locator('#reading').isHidden())
    })

    await check('a message leads to its file', async () => {
        await save(page, `${original}\n\n# Un titre trop haut\n\nfin\n`, 'Un titre trop haut')
        await page.waitForFunction(() => document.querySelector('#messages').textContent.includes('C013'))
        const asked = page.waitForRequest(request => request.method() === 'POST')
        await page.locator('#messages li', { hasText: 'C013' }).locator('.place').click()
        const request = await asked
        assert.match(decodeURIComponent(request.url()), /edit\/tome1\/01-first-text\.md:\d+:1$/)
        assert.equal((await request.response()).status(), 204)
    })
}

/** The page comes back when its desk is started again. Nothing may be asked of the book afterwards. */
export async function checkAgain({ check, book, page, painted, faults }) {
    await check('a desk that is killed and started again finds its page', async () => {
        const before = book.address
        // Kept when nobody has saved for a while.
        const kept = path.join(book.root, 'output/.cache/tome1.shown')
        for (const end = Date.now() + 20_000; !fs.existsSync(kept) && Date.now() < end;) await page.waitForTimeout(50)
        assert.ok(fs.existsSync(kept), 'what is shown is kept')
        book.child.kill('SIGKILL')
        await book.ended
        await page.waitForSelector('body.lost')
        await book.start()
        assert.equal(book.address, before)
        await book.until('the first view', view => view.volumes.length > 0 && !view.last)
        await page.waitForSelector('body:not(.lost)')
        faults.length = 0
    })
    await check('a desk that is started over a broken book shows what it showed last, and then the pages', async () => {
        const list = path.join(book.root, 'book/book.yaml')
        const was = fs.readFileSync(list, 'utf8')
        for (const [broken, name] of [['tomes: [', 'book.yaml'], ['', 'book.yaml']]) {
            book.child.kill('SIGKILL')
            await book.ended
            await page.waitForSelector('body.lost')
            fs.writeFileSync(list, broken)
            await book.start()
            const view = await book.until('what was shown last', view => view.messages.length > 0)
            assert.ok(view.outdated && !view.last && view.volumes.length === 1)
            await page.waitForSelector('body.outdated:not(.lost)')
            await page.reload()
            await page.waitForFunction(() => document.querySelectorAll('.sheet svg').length > 1)
            assert.match(await page.textContent('#messages'), new RegExp(name))
            await page.locator('.spread').last().scrollIntoViewIfNeeded()
            await page.waitForSelector('.sheet .missing')
            fs.writeFileSync(list, was)
            await book.until('whole again', view => !view.outdated)
            await page.waitForFunction(() => document.querySelector('.sheet svg') && !document.querySelector('.sheet .missing'))
        }
        faults.length = 0
    })
    await check('it has no file written but in output/.cache', async () => {
        const found = fs.readdirSync(path.join(book.root, 'output'))
        assert.deepEqual(found, ['.cache'])
        assert.equal((await get(book.address)).status, 200)
        assert.equal(spawnSync(book.program, ['watch', '--at', 'x:1:1'], { cwd: book.root }).status, 2)
    })
}
