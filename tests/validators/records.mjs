// Reads the records of a release with libraries for Node and prints what they understood as JSON: the feeds by r2-opds-js and
// opds-feed-parser, the citations by citation-js.
//
// usage: records.mjs FOLDER
//        records.mjs --pages PAGE.html…    judges pages by html-validate
// Installed as records; RECORDS_NODE_MODULES names the folder of their packages.

import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

const require = createRequire(path.join(process.env.RECORDS_NODE_MODULES, 'x'))

if (process.argv[2] === '--pages') {
    const { HtmlValidate, StaticConfigLoader } = require('html-validate')
    const judge = new HtmlValidate(new StaticConfigLoader({ extends: ['html-validate:standard'] }))
    let faults = 0
    for (const page of process.argv.slice(3)) {
        for (const { line, ruleId, message } of (await judge.validateFile(page)).results.flatMap(result => result.messages)) {
            console.log(`${path.basename(page)}:${line}: ${ruleId}: ${message}`)
            faults++
        }
    }
    process.exit(faults ? 1 : 0)
}
const folder = process.argv[2]
const read = name => readFile(path.join(folder, name), 'utf8')
// The libraries warn on the console; what we print is data.
const print = console.log
console.log = console.info = console.warn = console.debug = () => {}

const opds = 'r2-opds-js/dist/es8-es2017/src/opds'
require(`${opds}/init-globals`).initGlobalConverters_OPDS()
require('r2-shared-js/dist/es8-es2017/src/init-globals').initGlobalConverters_GENERIC()
const { OPDSFeed } = require(`${opds}/opds2/opds2`)
const { OPDS } = require(`${opds}/opds1/opds`)
const { TaJsonDeserialize } = require('r2-lcp-js/dist/es8-es2017/src/serializable')
const { XML } = require('r2-utils-js/dist/es8-es2017/src/_utils/xml-js-mapper')
const { DOMParser } = require('@xmldom/xmldom')

const names = people => (people ?? []).map(person => person.Name)
const feed2 = TaJsonDeserialize(JSON.parse(await read('opds.json')), OPDSFeed)
const r2 = feed2.Publications.map(({ Metadata, Links, Images }) => ({
    identifier: Metadata.Identifier,
    title: Metadata.Title,
    language: Metadata.Language[0],
    authors: names(Metadata.Author),
    pages: Metadata.NumberOfPages,
    links: Object.fromEntries(Links.map(link => [link.Href, link.TypeLink])),
    images: Images.map(image => image.Href),
    series: (Metadata.BelongsTo?.Series ?? []).map(({ Name, Position }) => [Name, Position]),
}))

const atom = await read('opds.xml')
const feed1 = XML.deserialize(new DOMParser().parseFromString(atom, 'application/xml'), OPDS)
const acquisitions = (links, rel, href, type) =>
    Object.fromEntries(links.filter(link => String(link[rel]).includes('/acquisition')).map(link => [link[href], link[type]]))
const r1 = feed1.Entries.map(entry => ({
    identifier: entry.Id,
    title: entry.Title,
    authors: names(entry.Authors),
    links: acquisitions(entry.Links, 'Rel', 'Href', 'Type'),
    series: (entry.Series ?? []).map(({ Name, Position }) => [Name, Position]),
}))

const Parser = require('opds-feed-parser').default
const nypl = (await new Parser().parse(atom)).entries.map(entry => ({
    identifier: entry.id,
    title: entry.title,
    authors: entry.authors.map(author => author.name),
    links: acquisitions(entry.links, 'rel', 'href', 'type'),
    series: entry.series ? [[entry.series.name, entry.series.position]] : [],
}))

const { Cite } = require('@citation-js/core')
for (const name of ['bibtex', 'csl', 'ris']) require(`@citation-js/plugin-${name}`)
const citations = {}
for (const [name, forced] of [['citations.bib', '@biblatex/text'], ['citations.ris', '@ris/file'], ['citations.csl.json', '@csl/list+object']]) {
    const text = await read(name)
    const cite = await Cite.async(name.endsWith('.json') ? JSON.parse(text) : text, { forceType: forced })
    citations[name] = cite.data.map(({ id, title, type, author, editor, page, ISBN, issued, publisher, language }) => ({
        id, title, type, page, ISBN, publisher, language, year: issued?.['date-parts']?.[0]?.[0],
        author: (author ?? []).map(({ given, family, literal }) => literal ?? [given, family].filter(Boolean).join(' ')),
        editor: (editor ?? []).map(({ given, family, literal }) => literal ?? [given, family].filter(Boolean).join(' ')),
    }))
}
print(JSON.stringify({ 'r2-opds-js, OPDS 2.0': r2, 'r2-opds-js, OPDS 1.2': r1, 'opds-feed-parser': nypl, citations }))
