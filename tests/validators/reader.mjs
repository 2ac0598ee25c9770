// A page that opens EPUBs in foliate-js, served to a browser on this machine; shared by open-epub.mjs and screenshots.mjs.

import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

const engine = path.join(process.env.READER_NODE_MODULES, 'foliate-js')

const PAGE = `<!doctype html><meta charset="utf-8"><title>reader</title>
<style>foliate-view { display: block; width: 390px; height: 800px }</style>
<script type="module">
  import '/engine/view.js'
  import { FootnoteHandler } from '/engine/footnotes.js'
  // The text that the reader's pop-up shows for a call of a note, as its own code finds it.
  window.pop_up_ = async (view, index, call) => {
    const href = view.book.sections[index].resolveHref(call.getAttribute('href'))
    const notes = new FootnoteHandler()
    let shown = null
    notes.addEventListener('before-render', event => {
      document.body.append(event.detail.view) // Never removed: its loading goes on behind our back.
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

const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' }

/** Serves the page and the books, whose number `open_` takes. */
export const serve = async books => {
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
    return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() }
}
