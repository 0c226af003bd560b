// One filter for map, timeline, facets and table; areas as areas; right to left; files; texts that are too long or hostile.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BASE, SHOTS, accessible, get, launched, opened, ready } from './opened.mjs'

launched()
const counted = async (page) => Number((await page.getByRole('status').filter({ hasText: /^\d+ incident/ }).textContent()).match(/\d+/)[0])

test('map, timeline, facets and table share the one filter of the address', async () => {
  const { page, done } = await opened('/')
  await ready(page)
  const asked = []
  page.on('request', (r) => asked.push(decodeURIComponent(r.url())))
  const box = page.locator('aside').getByRole('checkbox', { name: /^Iraq \d/ })
  await box.check()
  await page.waitForURL(/country=IQ/)
  const told = await get('/facets?country=IQ')
  await page.getByRole('status').filter({ hasText: new RegExp(`^${told.total} incident`) }).waitFor()
  await page.waitForTimeout(1500)
  for (const part of ['/incidents?', '/facets?', '/timeline?', '/tiles/']) {
    assert.ok(asked.some((u) => u.includes(part) && u.includes('country=IQ')), `${part} was asked under the filter`)
  }
  assert.equal(await page.locator('.list tbody tr').count(), Math.min(50, told.total))
  const timeline = await get('/timeline?by=month&country=IQ')
  assert.equal(timeline.items.reduce((s, b) => s + b.count, 0) + timeline.undated, told.total)
  // Back is the filter before; the same address in another browser is the same view.
  await page.goBack()
  await page.waitForURL((u) => !u.search.includes('country'))
  assert.ok((await get('/facets')).total > told.total)
  await done()
  const again = await opened('/?country=IQ')
  await again.page.locator('.list tbody tr').first().waitFor()
  assert.equal(await counted(again.page), told.total)
  assert.equal(await again.page.locator('aside').getByRole('checkbox', { name: /^Iraq \d/ }).isChecked(), true)
  await again.done()
})

test('a place known only as an area is drawn as an area', async () => {
  const vague = (await get('/incidents?limit=200')).items.filter((i) => i.place?.radius_km > 30 && i.place.latitude !== null)
    .toSorted((a, b) => b.place.radius_km - a.place.radius_km)[0]
  assert.ok(vague, 'the samples tell of such a place')
  const reach = Math.min(40, (2 * vague.place.radius_km) / 111)
  const { latitude: y, longitude: x } = vague.place
  const box = [x - reach, Math.max(-80, y - reach), x + reach, Math.min(80, y + reach)].map((n) => n.toFixed(2)).join(',')
  const pictures = []
  for (const more of [`kind=${encodeURIComponent(vague.kind)}`, 'killed=99999999']) {
    const { page, done } = await opened(`/?box=${box}&${more}`)
    await ready(page)
    await page.waitForTimeout(1500)
    const png = await page.locator('.map canvas').first().screenshot()
    pictures.push(png.toString('base64'))
    await done()
  }
  const { page, done } = await opened('/nowhere')
  const changed = await page.evaluate(async (both) => {
    const drawn = await Promise.all(both.map(async (b) => {
      const image = new Image()
      image.src = `data:image/png;base64,${b}`
      await image.decode()
      const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height })
      canvas.getContext('2d').drawImage(image, 0, 0)
      return canvas.getContext('2d').getImageData(0, 0, image.width, image.height).data
    }))
    let n = 0
    for (let i = 0; i < drawn[0].length; i += 4) if (drawn[0][i] !== drawn[1][i] || drawn[0][i + 1] !== drawn[1][i + 1]) n++
    return n
  }, pictures)
  assert.ok(changed > 4000, `${changed} pixels: more than a mark of 20 by 20 has`)
  await done()
})

test('a text from right to left stands right to left', async () => {
  const arabic = (await get('/documents?limit=100')).items.find((d) => d.language === 'ar')
  const { page, done } = await opened(`/documents/${encodeURIComponent(arabic.id)}`)
  const body = page.locator('.text .body')
  await body.waitFor()
  assert.equal(await page.locator('.text').getAttribute('lang'), 'ar')
  assert.equal(await body.evaluate((e) => getComputedStyle(e).direction), 'rtl')
  assert.equal(await page.getByRole('heading', { level: 1 }).evaluate((e) => getComputedStyle(e).direction), 'rtl')
  await done()
})

test('files are coded, several at once', async () => {
  const { page, done } = await opened('/paste')
  await accessible(page)
  const line = JSON.stringify({ id: 'f2', text: 'A bomb exploded at the market of Mosul on 4 May 2031. Three people were killed.', published: '2031-05-05', source: 'Courier' })
  await page.getByLabel(/Or files/).setInputFiles([
    { name: 'one.txt', mimeType: 'text/plain', buffer: Buffer.from('Orm Front gunners shelled the town of Kirkuk on 3 May 2031 and killed two civilians.') },
    { name: 'two.jsonl', mimeType: 'application/json', buffer: Buffer.from(line + '\n') },
  ])
  await page.getByRole('button', { name: 'Code the files' }).click()
  await page.getByText(/\d+ events? found/).waitFor({ timeout: 120_000 })
  await page.locator('article mark').first().waitFor()
  await page.locator('main article').nth(1).waitFor()
  await done()
})

test('a report of ten million characters opens, a stretch at a time', async () => {
  const long = (await get('/documents?limit=100')).items.find((d) => d.title === 'A long report')
  const { page, done } = await opened(`/documents/${encodeURIComponent(long.id)}`)
  await page.getByRole('heading', { level: 1, name: 'A long report' }).waitFor({ timeout: 60_000 })
  assert.ok((await page.locator('.text .body').textContent()).length < 20_000)
  await page.getByRole('button', { name: /characters after/ }).waitFor()
  await done()
})

test('null characters, script and marks of direction in a pasted report are text', async () => {
  const { page, context, done } = await opened('/paste')
  const title = '</title><script>document.title="broken"</script>\u202egnp.exe'
  const made = await page.evaluate(async ([title, text]) => {
    const me = await (await fetch('/api/v1/me')).json()
    const sent = await fetch('/api/v1/documents', { method: 'POST', headers: { 'content-type': 'application/json', 'x-csrf-token': me.csrf }, body: JSON.stringify({ reports: [{ title, text }] }) })
    return sent.json()
  }, [title, 'Norland troops\u0000shelled the town of Mosul on 3 May 2031. <img src=x onerror="document.title=1">\u202e \u2066 <b>bold</b>'])
  let job = made
  for (let n = 0; n < 240 && ['waiting', 'running'].includes(job.state); n++) {
    await new Promise((r) => setTimeout(r, 500))
    job = await get(`/jobs/${made.id}`)
  }
  assert.equal(job.state, 'done')
  await page.goto(`${BASE}/documents/${encodeURIComponent(job.documents[0])}`)
  await page.locator('.text .body').waitFor()
  const text = await page.locator('.text .body').textContent()
  assert.ok(!text.includes('\0') && text.includes('<img src=x') && text.includes('<b>bold</b>'))
  assert.notEqual(await page.title(), 'broken')
  assert.equal(await page.locator('main script, main img, main b').count(), 0)
  assert.equal(context.pages().length, 1)
  await done()
})

test('the board leads to an operation, its events and their reports', async () => {
  const { page, done } = await opened('/operations')
  const first = page.locator('.board h2 a').first()
  const name = (await first.textContent()).trim()
  await first.click()
  await page.getByRole('heading', { level: 1 }).filter({ hasText: name }).waitFor()
  const link = page.locator('main a[href*="/incidents/"], main a[href*="/events/"]').first()
  await link.click()
  await page.locator('article mark').first().waitFor({ timeout: 30_000 })
  await done()
})

test('a report of the latest month opens, and its numbers lead back to the map', async () => {
  const { page, context, done } = await opened('/report')
  await page.getByRole('button', { name: /the latest month held/ }).click()
  await page.waitForURL(/since=\d{4}-\d\d-01/)
  const [shown] = await Promise.all([context.waitForEvent('page'), page.getByRole('link', { name: /Open the report/ }).click()])
  await shown.waitForLoadState()
  if (SHOTS) await shown.screenshot({ path: `${SHOTS}/situation.png`, fullPage: true })
  assert.ok(await shown.evaluate(() => [...document.querySelectorAll('.wide')].every((e) => e.scrollWidth <= e.clientWidth + 1)), 'no table is cut')
  const number = shown.locator('table.figures td.now a').first()
  const many = Number((await number.textContent()).replace(/\D/g, ''))
  await number.click()
  await shown.locator('.list tbody tr').first().waitFor()
  assert.equal(await counted(shown), many)
  await done()
})
