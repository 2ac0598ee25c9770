#!/usr/bin/env bash
# epub.js 0.3.93, the page list of a navigation document.
#
# Believed: the label of a page (« iv », « A-12 ») is kept as it is written, and a book with a page list has the pages that it lists.
# Seen: labels are read by parseInt: roman ones are NaN, « 12bis » is 12, « A-12 » NaN. `firstPage`, made by the same parseInt, is NaN as soon as the
# first page is roman, as that of nearly every printed book is; `pageFromPercentage` and what else computes with it follow.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit --ignore-scripts epubjs@0.3.93 @xmldom/xmldom@0.7.13 > /dev/null 2>&1

cat > try.cjs <<'JS'
const { DOMParser } = require('@xmldom/xmldom')
global.window = global
const PageList = require('epubjs/lib/pagelist').default
const page = (label, at) => `<li><a href="a.xhtml#p${at}">${label}</a></li>`
const labels = ['iv', 'v', '1', '2', '12bis', 'A-12']
const nav = new DOMParser().parseFromString(
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>'
    + `<nav epub:type="page-list"><ol>${labels.map(page).join('')}</ol></nav></body></html>`, 'application/xhtml+xml')
const list = new PageList(nav)
const found = list.pageList.map(entry => String(entry.page))
console.log(labels.join(' '), '->', found.join(' '), '; first page', list.firstPage)
const right = found.join(' ') === 'NaN NaN 1 2 12 NaN' && Number.isNaN(list.firstPage)
process.exit(right && require('epubjs/package.json').version === '0.3.93' ? 0 : 1)
JS
node try.cjs
