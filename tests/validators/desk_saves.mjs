// Saves as editors and other programs make them, seen in the page of the desk.

import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { Book } from './desk_book.mjs'

/** A word that no other save has. */
const word = number => `mot${String.fromCharCode(97 + Math.floor(number / 26), 97 + number % 26)}`

export async function checkSaves({ check, book, page, painted, text, original, ways, everything, program, open, isWhole }) {
    let number = 0
    const saves = async (shown, window, way, file, was) => {
        number += 1
        await way(file, `${was}\n\n${word(number)}\n`)
        await shown.untilPrinted(word(number))
        await painted(window, shown)
        await window.waitForFunction(word => document.querySelector('#book').textContent.includes(word), word(number))
    }

    await check('every way of saving is painted', async () => {
        for (const [name, way] of Object.entries(ways)) {
            await saves(book, page, way, book.path(text), original).catch(error => { throw new Error(`${name}: ${error.message}`) })
        }
    })

    await check('vim itself saves, whatever becomes of its backup', async () => {
        const vim = ['vim', 'vim.tiny'].find(name => spawnSync(name, ['--version']).status === 0)
        assert.ok(vim, 'vim is installed')
        for (const copies of ['auto', 'no', 'yes', 'auto,breakhardlink']) {
            for (const writes of ['nowritebackup', 'writebackup', 'backup']) {
                await saves(book, page, (file, text) => {
                    const added = text.split('\n').filter(line => line !== '').at(-1)
                    const commands = [`set backupcopy=${copies} ${writes} swapfile`, `$s/$/\\r\\r${added}/`, 'write', 'quit']
                    execFileSync(vim, ['-u', 'NONE', '-e', '-s', ...commands.flatMap(command => ['-c', command]), file], { timeout: 30_000 })
                }, book.path(text), original).catch(error => { throw new Error(`${copies}, ${writes}: ${error.message}`) })
                fs.rmSync(`${book.path(text)}~`, { force: true })
                fs.writeFileSync(book.path(text), original)
            }
        }
    })

    await check('a stream of saves ends with the last', async () => {
        for (let at = 0; at < 60; at += 1) {
            fs.writeFileSync(book.path(text), `${original}\n\npas${'abcdefghij'[at % 10]}${'abcdef'[Math.floor(at / 10)]}\n`)
            await new Promise(resolve => setTimeout(resolve, 7))
        }
        await saves(book, page, ways['cut to nothing and written'], book.path(text), original)
        assert.equal(book.view.outdated, false)
    })

    await check('the project is moved away and back, and replaced', async () => {
        fs.renameSync(book.root, `${book.root}.old`)
        await book.until('gone', view => view.failure !== null)
        await page.waitForSelector('body.outdated')
        assert.ok(await page.locator('.sheet svg').count() > 0)
        fs.renameSync(`${book.root}.old`, book.root)
        await book.until('back', view => view.failure === null && !view.outdated)
        fs.cpSync(book.root, `${book.root}.new`, { recursive: true })
        fs.renameSync(book.root, `${book.root}.old`)
        fs.renameSync(`${book.root}.new`, book.root)
        await saves(book, page, ways['cut to nothing and written'], book.path(text), original)
        fs.rmSync(`${book.root}.old`, { recursive: true })
    })

    if (!isWhole) return

    await check('twenty thousand files at once', async () => {
        fs.mkdirSync(book.path('tome1/images'), { recursive: true })
        for (let at = 0; at < 20_000; at += 1) fs.writeFileSync(book.path(`tome1/images/${at}.txt`), 'x')
        await saves(book, page, ways['cut to nothing and written'], book.path(text), original)
        fs.rmSync(book.path('tome1/images'), { recursive: true })
    })

    const change = root => {
        fs.mkdirSync(path.join(root, 'ailleurs'))
        fs.renameSync(path.join(root, 'tome1/01-premier.md'), path.join(root, 'ailleurs/texte.md'))
        fs.symlinkSync('../ailleurs/texte.md', path.join(root, 'tome1/01-premier.md'))
    }
    for (const options of [[], ['--poll']]) {
        const other = await Book.watched(program, everything, { change, options: ['tome1', ...options] })
        const window = await open({}, other)
        await check(`a linked file, saved where it lies, twice in a second ${options}`, async () => {
            const [linked, was] = [other.path('ailleurs/texte.md'), fs.readFileSync(other.path('ailleurs/texte.md'), 'utf8')]
            await saves(other, window, ways['cut to nothing and written'], linked, was)
            await saves(other, window, ways['cut to nothing and written'], linked, was)
        }, other)
        await check(`a folder moved in brings its texts ${options}`, async () => {
            fs.mkdirSync(other.path('../fonds/deep'), { recursive: true })
            fs.renameSync(other.path('../fonds'), other.path('tome1/fonds'))
            const was = fs.readFileSync(other.path('tome1/tome.yaml'), 'utf8')
            fs.writeFileSync(other.path('tome1/fonds/deep/04-fond.md'), '---\ntitle: Du fond\nauthors: [bob]\nstatus: approved\n---\nalluvion\n')
            fs.writeFileSync(other.path('tome1/tome.yaml'), was.replace('[01-premier.md,', '[01-premier.md, fonds/deep/04-fond.md,'))
            await other.untilPrinted('alluvion')
            await painted(window, other)
        }, other)
        if (options.length > 0) {
            await check('a write through memory mapping, of which no date tells', async () => {
                const file = other.path('ailleurs/texte.md')
                const was = fs.readFileSync(file, 'utf8')
                fs.writeFileSync(file, `${was}\n\nperdues\n`)
                await other.untilPrinted('perdues')
                // The first write through a mapping sets the date, the second does not.
                execFileSync('python3', ['-c', MAPPED, file], { stdio: 'inherit' })
                await other.untilPrinted('trouvee')
            }, other)
        }
        await window.context().close()
        await other.close()
    }
}

const MAPPED = `
import mmap, sys, time
with open(sys.argv[1], 'r+b') as file:
    memory = mmap.mmap(file.fileno(), 0)
    at = memory.find(b'perdues')
    memory[at:at + 7] = b'passees'
    time.sleep(3)
    memory[at:at + 7] = b'trouvee'
    time.sleep(6)
`
