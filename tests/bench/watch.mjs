// Saves edits of a watched book, and measures in Chromium how long it takes until each is painted.
//
// usage: watch.mjs first|kinds|edits N PROJECT PROGRAM      Prints JSON. READER_NODE_MODULES names the folder with playwright-core.
//
// It starts the desk itself. `kinds`: N rounds of an edit of each kind. `edits`: N words, one after the other, which stay. For each edit
// the page has first been led to the place in the file that is about to be edited, as an editor's task does: what changes is before one's
// eyes. The time begins when the last byte is saved, and ends when the page has painted the new word. Its stages: until the page is told
// of the view, of which the desk says itself how long it read and built, and until it is painted.

import { spawn } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const { chromium } = createRequire(path.join(process.env.READER_NODE_MODULES, 'x'))('playwright-core')
const [mode, count, project, program] = process.argv.slice(2)
const tome = path.join(project, 'tome1')
const read = name => fs.readFileSync(path.join(project, name), 'utf8')
const write = (name, text) => fs.writeFileSync(path.join(project, name), text)
const texts = fs.readdirSync(tome).filter(name => /\.md$/.test(name)).sort()
const clock = () => performance.timeOrigin + performance.now()
const LONG = 60_000

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
page.setDefaultTimeout(LONG)
// The page's own events, noted as they come.
await page.addInitScript(() => {
    window.told = []
    const Source = window.EventSource
    window.EventSource = class extends Source {
        constructor(...given) {
            super(...given)
            this.addEventListener('message', () => window.told.push(performance.timeOrigin + performance.now()))
        }
    }
    new MutationObserver((_, observer) => {
        if (!document.body?.dataset.painted || !document.querySelector('.sheet svg')) return
        window.first = performance.timeOrigin + performance.now()
        observer.disconnect()
    }).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-painted'] })
})

/** Starts the desk. Returns its process, what it says, and the milliseconds until its first view is painted. */
async function start() {
    const begin = clock()
    const desk = spawn(program, ['watch', '--root', project, 'tome1', '--lang', 'en'], { stdio: ['ignore', 'pipe', 'pipe'] })
    const said = []
    desk.stderr.setEncoding('utf8').on('data', text => said.push(...[...text.matchAll(/\((\d+) ms\)/g)].map(([, time]) => Number(time))))
    const address = await new Promise((resolve, reject) => {
        desk.stdout.once('data', data => resolve(String(data).trim()))
        desk.once('exit', status => reject(new Error(`the desk ended with status ${status}`)))
    })
    const told = clock() - begin
    await page.goto(address)
    await page.waitForFunction(() => window.first)
    const first = { told, painted: await page.evaluate(() => window.first) - begin }
    await page.waitForFunction(() => document.body.dataset.revision === document.body.dataset.painted)
    return { desk, said, first }
}

const memory = desk => Number(fs.readFileSync(`/proc/${desk.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1])

/** A word that is in no other edit, and that no rule of hyphenation divides. */
let number = 0
const nextWord = () => `zyx${[...String((number += 1))].map(digit => 'abcdefghij'[digit]).join('')}q`

/** A place of a file as FILE:LINE:COLUMN. */
const placeOf = (name, offset) => {
    const lines = read(name).slice(0, offset).split('\n')
    return `${name}:${lines.length}:${[...lines.at(-1)].length + 1}`
}

/** Leads the page to a place, and waits until what is there is painted. */
async function lead(place) {
    await page.evaluate(place => { location.hash = place }, place)
    await page.waitForFunction(place => document.querySelector('#place').textContent === place && document.querySelector('.mark'), place)
    // The mark is set when its spread comes into view; its drawing follows.
    await page.waitForFunction(() => document.querySelector('.mark').closest('.sheet').querySelector('svg'))
    await page.waitForTimeout(150)
}

/** The time at which a spread with this word was painted. */
const painted = word => page.evaluate(([word, long]) => new Promise((resolve, reject) => {
    const book = document.querySelector('#book')
    const seen = () => [...book.querySelectorAll('.words')].some(words => words.textContent.replace(/[\u00ad\u2010-]?\s/g, '').includes(word))
    const done = () => requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())))
    const observer = new MutationObserver(() => seen() && (observer.disconnect(), done()))
    observer.observe(book, { childList: true, subtree: true })
    setTimeout(() => reject(new Error(`${word} is not painted`)), long)
}), [word, LONG])

/** Where the first long paragraph of a text begins and ends. */
function paragraph(name) {
    const text = read(name)
    const found = /\n\n(?=\p{Lu})[^\n]{200,}(?=\n\n|\n?$)/u.exec(text.slice(text.indexOf('\n---\n')))
    if (!found) throw new Error(`${name} has no long paragraph`)
    const begin = text.indexOf('\n---\n') + found.index + 2
    return { text, begin, end: begin + found[0].length - 2 }
}
const authorOf = name => read(name).match(/authors:\s*(?:\n- |\[)([\w-]+)/)[1]
/** Where a value stands in a file: behind `before`. */
const behind = (name, before) => {
    const found = before.exec(read(name))
    if (!found) throw new Error(`${name} has no ${before}`)
    return found.index + found[0].length
}
const replaced = (text, begin, end, by) => text.slice(0, begin) + by + text.slice(end)

/** Kinds of edit: the place to look at, and the files to save, in order. Each prints the word. */
const kinds = {
    'a letter': (name, word) => {
        // The word is there already, with another last letter.
        const { text, begin } = paragraph(name)
        const at = text.indexOf(' ', begin) + 1
        write(name, replaced(text, at, at, `${word.slice(0, -1)}k `))
        return { place: () => placeOf(name, at), files: () => [[name, replaced(text, at, at, `${word} `)]], settles: true }
    },
    'a paragraph': (name, word) => {
        const { text, begin, end } = paragraph(name)
        return { place: () => placeOf(name, begin), files: () => [[name, replaced(text, end, end, `\n\nIl faudra ${word} : ${text.slice(begin, end)}`)]] }
    },
    'a new note': (name, word) => {
        const { text, begin, end } = paragraph(name)
        return { place: () => placeOf(name, begin), files: () => [[name, `${replaced(text, end, end, `[^${word}]`)}\n\n[^${word}]: La note ${word}.\n`]] }
    },
    'a new text': (name, word) => {
        const own = path.basename(name)
        const added = `900-${word}.md`
        const order = read('tome1/tome.yaml')
        const listed = new RegExp(`^( *- )${own.replaceAll('.', '\\.')}$`, 'm')
        if (!listed.test(order)) throw new Error(`tome.yaml does not list ${own}`)
        const header = `---\ntitle: Un texte ${word}\nkind: text\nauthors:\n- ${authorOf(name)}\nstatus: approved\n---\n\nUn seul paragraphe.\n`
        // The new text stands before the one that is looked at.
        return {
            place: () => placeOf(name, behind(name, /^title: ['"]?/m)),
            files: () => [[`tome1/${added}`, header], ['tome1/tome.yaml', order.replace(listed, `$1${added}\n$1${own}`)]],
        }
    },
    'a picture': (name, word) => {
        const { text, begin, end } = paragraph(name)
        const picture = fs.readdirSync(path.join(tome, 'images')).filter(name => /\.(png|jpg)$/.test(name)).sort()[0]
        return { place: () => placeOf(name, begin), files: () => [[name, replaced(text, end, end, `\n\n![Une courbe](images/${picture} "Figure ${word}")`)]] }
    },
    'a person’s name': (name, word) => {
        const at = behind('book/people.yaml', new RegExp(`^${authorOf(name)}:\n  name:\n    given: .*\n    family: `, 'm'))
        const end = read('book/people.yaml').indexOf('\n', at)
        return { place: () => placeOf(name, behind(name, /^title: ['"]?/m)), files: () => [['book/people.yaml', replaced(read('book/people.yaml'), at, end, word)]] }
    },
    'a sponsor': (_, word) => {
        const at = behind('book/sponsors.yaml', /- name: ['"]?/)
        const end = read('book/sponsors.yaml').slice(at).search(/['"]?\n/) + at
        return { place: () => placeOf('book/sponsors.yaml', at), files: () => [['book/sponsors.yaml', replaced(read('book/sponsors.yaml'), at, end, `Maison ${word}`)]] }
    },
}

const revision = () => page.evaluate(() => Number(document.body.dataset.revision))
const settled = before => page.waitForFunction(
    before => Number(document.body.dataset.revision) > before && document.body.dataset.painted === document.body.dataset.revision, before)

/** The bytes of the files that edits change, to be put back. */
const kept = new Map()
for (const name of ['book/people.yaml', 'book/sponsors.yaml', 'tome1/tome.yaml', ...texts.map(name => `tome1/${name}`)]) kept.set(name, read(name))
async function putBack(isWaited = true) {
    const before = await revision()
    let isChanged = false
    for (const name of fs.readdirSync(tome)) {
        if (name.startsWith('900-zyx')) fs.rmSync(path.join(tome, name))
    }
    for (const [name, text] of kept) {
        if (read(name) !== text) {
            write(name, text)
            isChanged = true
        }
    }
    if (isChanged && isWaited) await settled(before)
}

/** Makes an edit of a kind in a text; returns its times in milliseconds. */
async function measure({ said }, kind, name) {
    const word = nextWord()
    const before = await revision()
    const { place, files, settles } = kinds[kind](name, word)
    if (settles) await settled(before)
    await lead(place())
    const saved = files()
    await page.evaluate(() => { window.told = [] })
    said.length = 0
    const seen = painted(word)
    await page.evaluate(() => 0)
    for (const [name, text] of saved) write(name, text)
    const end = clock()
    const time = (await seen) - end
    // Of two views, one of which came between the files of a new text, the last is the one that is painted.
    const told = (await page.evaluate(() => window.told)).filter(at => at - end < time).at(-1) - end
    for (const last = Date.now() + 5000; said.length === 0 && Date.now() < last;) await page.waitForTimeout(5)
    return { time, told, built: said.at(-1) }
}

const running = await start()
const { desk } = running
const result = { first: running.first, kinds: {}, memories: {} }
try {
    if (mode === 'kinds') {
        for (let round = 0; round < Number(count); round += 1) {
            for (const [index, kind] of Object.keys(kinds).entries()) {
                const name = `tome1/${texts[(round * 61 + index * 47 + 3) % texts.length]}`
                ;(result.kinds[kind] ??= []).push(await measure(running, kind, name).catch(error => { throw new Error(`${kind} in ${name}: ${error.message}`) }))
                await putBack()
                await page.waitForTimeout(150)
            }
        }
    } else if (mode === 'first') {
        // When nobody has saved for a while, the desk keeps what it shows for the next one.
        await page.waitForTimeout(2000)
    } else if (mode === 'edits') {
        // Each word takes the place of the one before in its text, so that the book does not grow.
        for (let edit = 1; edit <= Number(count); edit += 1) {
            const name = `tome1/${texts[(edit * 61) % texts.length]}`
            const before = await revision()
            write(name, `${kept.get(name).trimEnd()}\n\nLe mot ${nextWord()} vient ici.\n`)
            await settled(before)
            if (edit === 10 || edit % 100 === 0) {
                await page.waitForTimeout(300)
                result.memories[edit] = memory(desk)
            }
        }
    }
} finally {
    desk.kill()
    await putBack(false)
    await browser.close()
}
console.log(JSON.stringify(result))
