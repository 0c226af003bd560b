// The web app in a real browser: a newcomer's way, review by keyboard, the paste page, axe, the policy, no outside request.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SHOTS, accessible, get, launched, opened, ready } from './opened.mjs'

const SIZES = [[1440, 900], [1024, 768], [390, 844]]
launched()

async function paths() {
  const incidents = (await get('/incidents?limit=200')).items
  const told = incidents.toSorted((a, b) => b.documents.length - a.documents.length)[0]
  const documents = (await get('/documents?limit=100')).items
  const operation = (await get('/operations')).items[0]
  const at = (room, id) => `/${room}/${encodeURIComponent(id)}`
  return {
    map: '/', incident: at('incidents', told.id), event: at('events', told.events[0]), documents: '/documents',
    document: at('documents', documents.find((d) => d.language === 'en' && d.events).id), arabic: at('documents', documents.find((d) => d.language === 'ar').id),
    operations: '/operations', ...(operation ? { operation: at('operations', operation.id) } : {}), review: '/review', paste: '/paste', report: '/report', nothing: '/nowhere',
  }
}

test('the policy is strict and every header stands', async () => {
  const { answer, done } = await opened('/')
  const policy = answer.headers()['content-security-policy']
  assert.match(policy, /default-src 'none'/)
  assert.match(policy, /frame-ancestors 'none'/)
  assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval|https?:|\*/)
  assert.equal(answer.headers()['x-content-type-options'], 'nosniff')
  await done()
})

test('a newcomer comes from the map to the lit words', async () => {
  const { page, done } = await opened('/')
  await ready(page)
  const rows = page.locator('.list tbody tr')
  const all = await rows.count()
  assert.ok(all > 5, `${all} incidents in the table`)
  await page.getByRole('button', { name: /^All \d+ of Kind/ }).click()
  await page.getByRole('checkbox', { name: /Shelling/ }).check()
  await page.waitForURL(/kind=violence%2Fexplosive%2Fshelling/)
  // The filter narrows the table, once its answer has come.
  await page.waitForFunction((n) => { const now = document.querySelectorAll('.list tbody tr').length; return now > 0 && now < n }, all)
  // The address is the state: a reload shows the same.
  await page.reload()
  await page.getByRole('checkbox', { name: /Shelling/ }).waitFor()
  assert.equal(await page.getByRole('checkbox', { name: /Shelling/ }).isChecked(), true)
  const title = await rows.first().getByRole('link').textContent()
  await rows.first().getByRole('link').click()
  await page.getByRole('heading', { level: 1, name: title.trim() }).waitFor()
  const value = page.locator('article dl button.value:not(:disabled)').first()
  await value.click()
  const words = await page.locator('article mark.active').first().textContent()
  assert.ok(words.trim().length > 1, 'the words are lit')
  const text = await page.locator('article .body').first().textContent()
  assert.ok(text.includes(words), 'and stand in the text')
  await page.getByRole('button', { name: /^Why Kind/ }).first().click()
  await page.getByText('From the words').first().waitFor()
  await done()
})

test('the timeline narrows by keyboard, and the map by its view', async () => {
  const { page, done } = await opened('/')
  await ready(page)
  const slider = page.getByRole('slider', { name: 'From' })
  await slider.focus()
  await page.keyboard.press('ArrowRight')
  await page.waitForURL(/since=\d{4}-\d\d-\d\d/)
  await page.keyboard.press('Escape')
  await page.waitForURL((u) => !u.search.includes('since'))
  await page.locator('canvas').focus()
  await page.keyboard.press('=')
  const here = page.getByRole('button', { name: 'Only what the map shows' })
  await page.waitForTimeout(600)
  await here.click()
  await page.waitForURL(/box=/)
  await done()
})

test('the table tells what the map tells', async () => {
  const { page, done } = await opened('/')
  await page.locator('.list tbody tr').first().waitFor()
  const told = (await get('/incidents?limit=50')).items
  assert.equal(await page.locator('.list tbody tr').count(), told.length)
  await done()
})

test('the review queue is done by keyboard alone, and undone', async () => {
  const { page, done } = await opened('/review')
  const event = () => page.locator('article.now').getAttribute('data-event')
  await page.locator('article.now').waitFor()
  const first = await event()
  const leaves = (id) => page.locator(`article.now:not([data-event="${id}"])`).waitFor()
  await page.keyboard.press('a')
  await leaves(first)
  assert.equal((await get(`/events/${first}`)).status, 'accepted')
  const second = await event()
  await page.keyboard.press('r')
  await leaves(second)
  assert.equal((await get(`/events/${second}`)).status, 'rejected')
  await page.keyboard.press('u')
  await page.locator(`article.now[data-event="${second}"]`).waitFor()
  await page.keyboard.press('u')
  await page.locator(`article.now[data-event="${first}"]`).waitFor()
  for (const id of [first, second]) assert.equal((await get(`/events/${id}`)).status, 'unreviewed')
  await page.keyboard.press('u')
  await page.getByRole('status').filter({ hasText: /no decision|nothing/i }).waitFor()
  // A key is moved, refused where it is taken, and kept.
  await page.keyboard.press('?')
  await page.getByRole('button', { name: /^Key for Accept/ }).click()
  await page.keyboard.press('r')
  await page.getByRole('alert').filter({ hasText: 'already the key' }).waitFor()
  await page.keyboard.press('1')
  await page.getByRole('button', { name: 'Done', exact: true }).click()
  await page.reload()
  await page.locator('article.now').waitFor()
  const again = await event()
  await page.keyboard.press('1')
  await leaves(again)
  await page.keyboard.press('u')
  await page.locator(`article.now[data-event="${again}"]`).waitFor()
  await done()
})

test('a pasted report is coded while one watches', async () => {
  const { page, done } = await opened('/paste')
  await page.getByLabel("The report's text").fill('Orm Front gunners shelled the town of Mosul on Tuesday and killed five civilians.')
  await page.getByLabel('Published').fill('2031-05-07')
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: 'Code it' }).click()
  await page.getByText(/\d+ events? found/).waitFor({ timeout: 60_000 })
  await page.locator('article mark').first().waitFor()
  assert.match(await page.locator('article mark').allTextContents().then((t) => t.join(' ')), /shelled/)
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/pasted.png` })
  await done()
})

test('hostile titles and texts are shown as text', async () => {
  const hostile = (await get('/documents?limit=100')).items.find((d) => d.title?.includes('<script>'))
  for (const path of [`/documents/${hostile.id}`, '/documents']) {
    const { page, done } = await opened(path)
    await page.getByText("<script>document.title='broken'</script>").first().waitFor()
    await page.waitForTimeout(300)
    assert.notEqual(await page.title(), 'broken')
    assert.equal(await page.locator('main script, main img, main svg[onload], main i').count(), 0)
    assert.equal(await page.locator('a[href^="javascript"]').count(), 0)
    await done()
  }
})

test('axe finds nothing on any page, in light and in dark', async (t) => {
  for (const colorScheme of ['light', 'dark']) {
    for (const [name, path] of Object.entries(await paths())) {
      await t.test(`${name}, ${colorScheme}`, async () => {
        const { page, done } = await opened(path, { colorScheme })
        await (name === 'map' || name === 'incident' ? ready(page) : page.waitForLoadState('networkidle'))
        await accessible(page)
        await done()
      })
    }
  }
})

test('nothing is wider than a narrow screen, and pictures of every page are kept', async (t) => {
  for (const [width, height] of SIZES) {
    for (const [name, path] of Object.entries(await paths())) {
      await t.test(`${name}, ${width}`, async () => {
        const { page, done } = await opened(path, { viewport: { width, height } })
        await (name === 'map' || name === 'incident' ? ready(page) : page.waitForLoadState('networkidle'))
        if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}-${width}.png`, fullPage: width < 500 && name !== 'map' })
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page scrolls sideways')
        await done()
      })
    }
  }
})
