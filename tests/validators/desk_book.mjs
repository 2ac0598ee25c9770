// A book under `make-book watch`, for the tests of its desk: what the page is told, and how a test waits for what it has saved.
//
// A test never waits for what the page happens to show. It listens to the same events as the page, knows from the drawings which words
// are printed, and goes on when the page has painted that view. After each check the book is put back, and the sums of its spreads must be
// those of the beginning: same files, same pages.

import { spawn } from 'node:child_process'
import fs from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'

/** Long enough for the slowest machine, so that only a failure takes so long. */
const LONG = 60_000

export class Book {
    /** Starts the desk over a copy of `source`, changed by `change`. */
    static async watched(program, source, { change = () => {}, options = [] } = {}) {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'desk-'))
        const root = path.join(folder, 'livre')
        fs.cpSync(source, root, { recursive: true })
        change(root)
        const book = new Book()
        Object.assign(book, { program, folder, root, options, kept: files(root) })
        await book.start()
        book.first = await book.until('the first view', view => view.volumes.length > 0)
        return book
    }

    /** Starts the desk, or starts it again, and listens to what its pages are told. */
    async start() {
        const child = spawn(this.program, ['watch', '--root', this.root, '--lang', 'en', ...this.options], { stdio: ['ignore', 'pipe', 'pipe'] })
        Object.assign(this, { child, views: [], drawn: new Map(), said: '', end: null })
        child.stderr.on('data', data => { this.said += data })
        this.ended = new Promise(resolve => child.once('exit', (code, signal) => {
            this.end = `the desk ended with status ${code}, signal ${signal}: ${this.said}`
            resolve()
            this.wake?.()
        }))
        const address = new Promise(resolve => child.stdout.once('data', data => resolve(String(data).trim())))
        await Promise.race([address, this.ended])
        if (this.end) throw new Error(this.end)
        this.address = await address
        this.listen()
    }

    listen() {
        let rest = ''
        const request = http.get(`${this.address}events`, answer => {
            answer.setEncoding('utf8').on('data', text => {
                const lines = (rest + text).split('\n')
                rest = lines.pop()
                for (const line of lines.filter(line => line.startsWith('data: {"revision"'))) this.views.push(JSON.parse(line.slice(6)))
                this.wake?.()
            })
        })
        request.on('error', () => {})
    }

    get view() { return this.views.at(-1) }

    /** The first view, from the last one on, of which `isWanted` holds; it may ask for words. */
    async until(what, isWanted) {
        const last = Date.now() + LONG
        for (let at = Math.max(0, this.views.length - 1); ; at += 1) {
            while (at >= this.views.length) {
                if (this.end) throw new Error(`${what}: ${this.end}`)
                if (Date.now() > last) throw new Error(`${what}: the page was not told; the last view: ${JSON.stringify({ ...this.view, volumes: undefined })}`)
                await new Promise(resolve => {
                    const timer = setTimeout(resolve, 500)
                    this.wake = () => { clearTimeout(timer); resolve() }
                })
            }
            if (await isWanted(this.views[at])) return this.views[at]
        }
    }

    /** Waits until a spread shows a word, or none does. */
    async untilPrinted(word, isPrinted = true) {
        return this.until(`${word} printed: ${isPrinted}`, async view => {
            if (view.outdated) return false
            const words = await this.words(view)
            return words !== null && words.includes(word) === isPrinted
        })
    }

    /** All words of a view, once it is the last; null when another has come meanwhile. */
    async words(view) {
        const sums = view.volumes.flatMap(volume => volume.spreads.map(spread => spread.sum))
        for (const sum of sums) {
            if (!this.drawn.has(sum)) {
                const { status, text } = await get(`${this.address}spread/${sum}`)
                if (status !== 200) return null
                this.drawn.set(sum, [...text.matchAll(/<desc>([^<]*)<\/desc>/g)].map(([, words]) => words).join('\n'))
            }
        }
        return sums.map(sum => this.drawn.get(sum)).join('\n')
    }

    /** Puts every file back as it was at first, and waits until the pages are those of the first view. */
    async restore() {
        const now = files(this.root)
        for (const name of now.keys()) if (!this.kept.has(name)) fs.rmSync(path.join(this.root, name))
        for (const [name, bytes] of this.kept) {
            const file = path.join(this.root, name)
            if (now.get(name)?.equals(bytes)) continue
            fs.mkdirSync(path.dirname(file), { recursive: true })
            fs.writeFileSync(file, bytes)
        }
        const pages = view => JSON.stringify([view.outdated, view.failure, view.messages, view.volumes])
        await this.until('as at first', view => pages(view) === pages(this.first))
    }

    path(name) { return path.join(this.root, name) }

    async close() {
        this.child.kill()
        await this.ended
        fs.rmSync(this.folder, { recursive: true, force: true })
    }
}

/** The bytes of each file of a project, without its output. */
function files(root) {
    const found = new Map()
    const walk = folder => {
        for (const entry of fs.readdirSync(path.join(root, folder), { withFileTypes: true })) {
            const name = path.join(folder, entry.name)
            if (name === 'output') continue
            entry.isDirectory() ? walk(name) : found.set(name, fs.readFileSync(path.join(root, name)))
        }
    }
    walk('')
    return found
}

export function get(address, options = {}) {
    return new Promise((resolve, reject) => {
        const request = http.request(address, options, answer => {
            let text = ''
            answer.setEncoding('utf8').on('data', data => { text += data }).on('end', () => resolve({ status: answer.statusCode, text }))
        })
        request.on('error', reject)
        request.end()
    })
}

/** The ways in which editors and other programs save a file. */
export const ways = {
    'cut to nothing and written': (file, text) => fs.writeFileSync(file, text),
    'cut to nothing, written a while later': async (file, text) => {
        const handle = fs.openSync(file, 'w')
        await new Promise(resolve => setTimeout(resolve, 40))
        fs.writeSync(handle, text)
        fs.closeSync(handle)
    },
    'a temporary renamed over it': (file, text) => {
        fs.writeFileSync(`${file}.tmp`, text)
        fs.renameSync(`${file}.tmp`, file)
    },
    'a temporary of another folder renamed over it': (file, text) => {
        const elsewhere = path.join(path.dirname(file), '../../elsewhere')
        fs.writeFileSync(elsewhere, text)
        fs.renameSync(elsewhere, file)
    },
    'a copy kept, a new file written (vim with backupcopy=no)': (file, text) => {
        fs.writeFileSync(path.join(path.dirname(file), '4913'), '')
        fs.unlinkSync(path.join(path.dirname(file), '4913'))
        fs.renameSync(file, `${file}~`)
        fs.writeFileSync(file, text)
        fs.unlinkSync(`${file}~`)
    },
    'a lock beside it, a temporary renamed (LibreOffice)': (file, text) => {
        const [folder, name] = [path.dirname(file), path.basename(file)]
        fs.writeFileSync(path.join(folder, `.~lock.${name}#`), ',user,host;')
        fs.writeFileSync(path.join(folder, 'lu4711.tmp'), text)
        fs.renameSync(path.join(folder, 'lu4711.tmp'), file)
        fs.unlinkSync(path.join(folder, `.~lock.${name}#`))
    },
    'an older state put back': (file, text) => {
        const kept = path.join(path.dirname(file), '../../kept')
        fs.writeFileSync(kept, text)
        fs.utimesSync(kept, 1e9, 1e9)
        fs.renameSync(kept, file)
    },
    'removed and made again': (file, text) => {
        fs.unlinkSync(file)
        fs.writeFileSync(file, text)
    },
    'its folder taken away and put back with another text (checkout)': (file, text) => {
        const [folder, beside] = [path.dirname(file), path.join(path.dirname(file), '../../beside')]
        fs.renameSync(folder, beside)
        fs.writeFileSync(path.join(beside, path.basename(file)), text)
        fs.renameSync(beside, folder)
    },
}
