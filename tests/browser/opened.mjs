// A browser for the tests: each page notes what must not happen (outside requests, errors, breaches of the policy).
// CASUS_URL: the server of tests/browser/server.py. CASUS_SHOTS: a folder for screenshots.
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before } from 'node:test'

const require = createRequire(new URL('../../web/package.json', import.meta.url))
const { chromium } = require('playwright-core')
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

export const BASE = process.env.CASUS_URL
export const SHOTS = process.env.CASUS_SHOTS
const FLAGS = ['--headless', '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader']
let browser

export function launched() {
  before(async () => {
    if (SHOTS) mkdirSync(SHOTS, { recursive: true })
    browser = await chromium.launch({ executablePath: process.env.CASUS_CHROMIUM ?? '/usr/bin/chromium', args: FLAGS })
  })
  after(() => browser?.close())
}
export const get = (path) => fetch(`${BASE}/api/v1${path}`).then((r) => r.json())
export const ready = (page) => page.locator('.map[data-ready]').first().waitFor({ timeout: 30_000 })

export async function opened(path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  const wrong = []
  page.on('request', (r) => { if (!r.url().startsWith(BASE) && !/^(blob|data):/.test(r.url())) wrong.push(`outside request: ${r.url()}`) })
  page.on('pageerror', (e) => wrong.push(`error: ${e}`))
  page.on('console', (m) => { if (/content security policy|refused to/i.test(m.text())) wrong.push(m.text()) })
  const answer = await page.goto(BASE + path)
  return { page, answer, wrong, context, done: () => (assert.deepEqual(wrong, []), context.close()) }
}

/** No fault of accessibility on the page as it stands. */
export async function accessible(page) {
  await page.evaluate(axe) // by the debugger's own door: the page's policy stays as it is
  const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }))
  assert.deepEqual(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`), [])
}
