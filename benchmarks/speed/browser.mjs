// What a person at the browser waits for, over the store that CASUS_URL serves. Called by browser.py; writes one JSON line.
import { createRequire } from 'node:module'
import { performance } from 'node:perf_hooks'

const require = createRequire(new URL('../../web/package.json', import.meta.url))
const { chromium } = require('playwright-core')
const BASE = process.env.CASUS_URL
const FLAGS = ['--headless', '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader']
const ROUNDS = Number(process.env.CASUS_ROUNDS ?? 12)
const made = { paint: { table: [], map: [] }, pan: [], filter: [], shown: [] }

/** A page that puts each answer of the API, from asking to its last byte, into the list that is filled now. */
async function opened(browser, into) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  page.on('requestfinished', (r) => {
    if (!r.url().includes('/api/v1/')) return
    const t = r.timing()
    into.list?.push(t.responseEnd - Math.max(0, t.requestStart))
  })
  return { context, page }
}

const browser = await chromium.launch({ executablePath: process.env.CASUS_CHROMIUM ?? '/usr/bin/chromium', args: FLAGS })
for (let n = 0; n < 5; n++) {
  const { context, page } = await opened(browser, {})
  const began = performance.now()
  await page.goto(BASE + '/', { waitUntil: 'commit' })
  await Promise.all([
    page.locator('.list tbody tr').first().waitFor().then(() => made.paint.table.push(performance.now() - began)),
    page.locator('.map[data-ready]').first().waitFor({ timeout: 60_000 }).then(() => made.paint.map.push(performance.now() - began)),
  ])
  await context.close()
}
const into = { list: null }
const { context, page } = await opened(browser, into)
await page.goto(BASE + '/')
await page.locator('.map[data-ready]').first().waitFor({ timeout: 60_000 })
const quiet = () => page.waitForLoadState('networkidle').then(() => page.waitForTimeout(700))
await quiet()
into.list = made.pan
await page.locator('canvas').first().focus()
for (let n = 0; n < ROUNDS; n++) {
  for (const key of [['=', 'ArrowRight', 'ArrowUp'], ['=', 'ArrowDown', 'ArrowDown'], ['-', 'ArrowLeft', 'ArrowRight']][n % 3]) {
    await page.keyboard.press(key)
    await page.waitForTimeout(500)
  }
}
await quiet()
into.list = made.filter
for (let n = 0; n < ROUNDS; n++) {
  const boxes = page.locator('aside').getByRole('checkbox')
  const box = boxes.nth(n % Math.min(8, await boxes.count()))
  const told = page.getByRole('status').filter({ hasText: /incident/ })
  const before = await told.textContent()
  const began = performance.now()
  await box.click()
  while ((await told.textContent().catch(() => before)) === before && performance.now() - began < 10_000) await page.waitForTimeout(10)
  made.shown.push(performance.now() - began)
  await quiet()
  if (n % 3 === 2) { await page.goto(BASE + '/'); await page.locator('.list tbody tr').first().waitFor(); await quiet() }
}
into.list = null
await context.close()
await browser.close()
console.log(JSON.stringify(made))
