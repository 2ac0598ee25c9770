// Serves a page that opens EPUBs in foliate-js to a browser on this machine, for open-epub.mjs and screenshots.mjs.

import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

const engine = path.join(process.env.READER_NODE_MODULES, 'foliate-js')

const PAGE = `<!doctype html><meta charset="utf-8"><title>reader</title>
<style>foliate-view { display: block; width: 390px; height: 800px }</style>
<script type="module">
  import '/engine/view.js'
  import { FootnoteHandler } from '/engine/footnotes.js'
  // The text that foliate-js shows in its pop-up for a note call.
  window.pop_up_ = async (view, index, call) => {
    const href = view.book.sections[index].resolveHref(call.getAttribute('href'))
    const notes = new FootnoteHandler()
    let shown = null
    notes.addEventListener('before-render', event => {
      document.body.append(event.detail.view) // Never removed, because it goes on loading.
      event.detail.view.renderer.setAttribute('flow', 'scrolled')
    })
    notes.addEventListener('render', event => {
      const { view, type, hidden } = event.detail
      shown = { type, hidden, text: view.renderer.getContents()[0]?.doc.body.textContent ?? event.detail.target.textContent }
    })
    await notes.handle(view.book, { detail: { a: call, href }, preventDefault() {} })
    return shown
  }
  window.open_ = async number => {
    const answer = await fetch('/book/' + number)
    const file = new File([await answer.blob()], 'book.epub', { type: 'application/epub+zip' })
    const view = document.body.appendChild(document.createElement('foliate-view'))
    await view.open(file)
    return view
  }
</script><body></body>`

// foliate-js 1.0.1 lays a section out whenever its frame changes size, even while the section is being parsed. On a busy machine its
// `documentElement` or `body` is null then (« Cannot destructure property 'style' of 'el' as it is null »). Fonts that arrive after the
// reader has moved on find no document. Both calls are repeated when the section is complete, so that it is safe to skip the early or
// late one. If a new version does not have these lines, we stop here, so that somebody looks at it.
const PATCHES = {
    'paginator.js': [
        ['if (!this.#view) return\n        this.#view.render(', 'if (!this.#view?.document?.body) return\n        this.#view.render('],
        ['const { documentElement } = this.document', 'if (!this.document?.body) return\n        const { documentElement } = this.document'],
    ],
}

/** The text of a file of the engine, with PATCHES applied. */
const engineFile = async file => {
    const body = await readFile(file)
    const patches = PATCHES[path.basename(file)]
    return patches ? patches.reduce((text, [from, to]) => {
        if (text.split(from).length !== 2) throw new Error(`${file} no longer says: ${from}`)
        return text.replace(from, to)
    }, body.toString()) : body
}
for (const file of Object.keys(PATCHES)) await engineFile(path.join(engine, file))

const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' }

/** What `BUSY=1` does to a page: resize events are repeated while sections load, as on a slow machine. */
export const busy = () => {
    const Real = ResizeObserver
    window.ResizeObserver = class extends Real {
        constructor(callback) {
            super((entries, self) => {
                for (let later = 0; later < 400; later++) setTimeout(() => callback(entries, self), later)
            })
        }
    }
}

/** Serves the page and the books; `open_` takes the index of a book. */
export const serve = async books => {
    const server = createServer(async (request, response) => {
        const where = decodeURIComponent(new URL(request.url, 'http://localhost').pathname)
        try {
            if (where === '/') return response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE)
            if (where === '/favicon.ico') return response.writeHead(204).end()
            if (where.startsWith('/book/')) return response.end(await readFile(books[Number(where.slice(6))]))
            const file = path.join(engine, path.normalize(where.replace(/^\/engine\//, '/')))
            const body = await engineFile(file)
            response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream' }).end(body)
        } catch {
            response.writeHead(404).end()
        }
    })
    await new Promise(listening => server.listen(0, '127.0.0.1', listening))
    return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() }
}
