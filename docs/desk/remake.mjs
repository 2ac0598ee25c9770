// Takes the pictures of the desk: usage: remake.mjs ADDRESS FOLDER

import { createRequire } from 'node:module'
import path from 'node:path'

const { chromium } = createRequire(path.resolve(process.env.READER_NODE_MODULES, 'x'))('playwright-core')
const [address, folder] = process.argv.slice(2)
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })

async function take(name, width, colorScheme, prepare) {
    const page = await (await browser.newContext({ viewport: { width, height: width > 1000 ? 900 : 1100 }, colorScheme, deviceScaleFactor: 2 })).newPage()
    await page.goto(address)
    await page.waitForFunction(() => document.querySelector('.sheet svg'))
    await prepare(page)
    await page.waitForTimeout(1000)
    await page.screenshot({ path: path.join(folder, `${name}.png`) })
    await page.context().close()
}
/** The first spread of a text, by its title in the contents. */
const open = (page, title) => page.locator('#contents button', { hasText: title }).first().click()

await take('pages-day', 1440, 'light', async page => {
    await open(page, 'De la mention au café')
    await page.locator('#messages li button').first().click()
    await page.waitForSelector('.mark')
})
await take('both-night', 1440, 'dark', async page => {
    await page.selectOption('#view', 'both')
    await open(page, 'Une page réussie')
    await page.check('#night')
})
await take('search-day', 820, 'light', async page => {
    await page.fill('#words', 'page')
    await page.press('#words', 'Enter')
    await page.waitForSelector('#found li')
})
await take('single-night', 820, 'dark', async page => {
    await page.selectOption('#sheets', 'single')
    await open(page, 'De la mention au café')
})
await browser.close()
