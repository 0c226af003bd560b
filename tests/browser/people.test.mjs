// Who may do what, two coders who do not see each other, and how far they agree. The server asks for a login and is blind.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BASE, SHOTS, accessible, launched, opened } from './opened.mjs'

launched()

async function entered(name, path = '/') {
  const made = await opened(path)
  await made.page.getByLabel('Name').fill(name)
  await made.page.getByLabel('Password').fill('correct horse battery')
  await made.page.getByRole('button', { name: 'Sign in' }).click()
  await made.page.getByRole('button', { name: 'Sign out' }).waitFor()
  return made
}
/** What the API answers to the page's own session. */
const asked = (page, path, method = 'GET', body) => page.evaluate(async ([path, method, body]) => {
  const me = await (await fetch('/api/v1/me')).json()
  const sent = await fetch(`/api/v1${path}`, { method, headers: { 'content-type': 'application/json', 'x-csrf-token': me.csrf }, ...(body ? { body: JSON.stringify(body) } : {}) })
  return { status: sent.status, body: await sent.json().catch(() => null) }
}, [path, method, body])

test('nothing is shown before somebody signs in, and nothing after they sign out', async () => {
  assert.equal((await fetch(`${BASE}/api/v1/incidents`)).status, 401)
  const { page, done } = await opened('/documents')
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await accessible(page)
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/sign-in.png` })
  await page.getByLabel('Name').fill('ana')
  await page.getByLabel('Password').fill('wrong horse battery')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').waitFor()
  await page.getByLabel('Password').fill('correct horse battery')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Documents' }).waitFor()
  await page.getByText('ana (analyst)').waitFor()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  assert.equal((await asked(page, '/incidents')).status, 401)
  await done()
})

test('a reader reads, and neither decides nor codes; only an admin sees the log', async () => {
  const reader = await entered('rea', '/review')
  await reader.page.locator('article.now').waitFor()
  await reader.page.keyboard.press('a')
  await reader.page.getByRole('status').filter({ hasText: 'needs the role analyst' }).waitFor()
  const event = await reader.page.locator('article.now').getAttribute('data-event')
  assert.equal((await asked(reader.page, '/review/judgements', 'POST', { verb: 'accept', subjects: [event] })).status, 403)
  assert.equal((await asked(reader.page, '/audit')).status, 403)
  await reader.page.goto(`${BASE}/paste`)
  await reader.page.getByText('Coding reports needs the role analyst').waitFor()
  await reader.done()
  const admin = await entered('adi')
  assert.equal((await asked(admin.page, '/audit')).status, 200)
  await admin.done()
})

test('two people decide blind, and see how far they agree', async () => {
  const ana = await entered('ana', '/review')
  await ana.page.getByText("blind: nobody sees another's decisions").waitFor()
  await ana.page.locator('article.now').waitFor()
  const decided = []
  for (const key of ['a', 'r', 'a']) {
    const event = await ana.page.locator('article.now').getAttribute('data-event')
    decided.push(event)
    await ana.page.keyboard.press(key)
    await ana.page.locator(`article.now:not([data-event="${event}"])`).waitFor()
  }
  const ben = await entered('ben', '/review')
  await ben.page.locator('article.now').waitFor()
  for (const event of decided) {
    const seen = await asked(ben.page, `/events/${event}`)
    assert.equal(seen.body.status, 'unreviewed', 'what one other person decided is not seen')
    assert.deepEqual(seen.body.judgements, [])
  }
  // A rejected event has left its incident, so that ben's queue may come in another order than ana's.
  const left = new Set(decided)
  for (let n = 0; left.size && n < 60; n++) {
    const event = await ben.page.locator('article.now').getAttribute('data-event')
    await ben.page.keyboard.press('a')
    left.delete(event)
    if (left.size) await ben.page.locator(`article.now:not([data-event="${event}"])`).waitFor()
    else await ben.page.waitForResponse((r) => r.url().endsWith('/review/judgements'), { timeout: 5000 }).catch(() => undefined)
  }
  assert.equal(left.size, 0, 'ben came to all that ana decided')
  assert.notEqual((await asked(ben.page, `/events/${decided[1]}`)).body.status, 'unreviewed', 'then both see')
  await ben.page.getByRole('button', { name: 'Agreement', exact: true }).click()
  const row = ben.page.getByRole('dialog').locator('tbody tr').first()
  await row.waitFor()
  assert.match(await row.textContent(), /ana, ben/)
  assert.match(await row.textContent(), /67 %/)
  await accessible(ben.page)
  if (SHOTS) await ben.page.screenshot({ path: `${SHOTS}/agreement.png` })
  await ana.done()
  await ben.done()
})

test('a name, a day and another happening are corrected in the queue', async () => {
  const { page, done } = await entered('adi', '/review')
  await page.locator('article.now').waitFor()
  const event = await page.locator('article.now').getAttribute('data-event')
  await page.keyboard.press('c')
  await page.getByLabel('Field').selectOption('initiator')
  await page.getByRole('dialog').getByLabel('is', { exact: true }).fill('Orm Front')
  await page.getByRole('dialog').getByRole('button', { name: 'Correct', exact: true }).click()
  await page.getByRole('status').filter({ hasText: 'Corrected' }).waitFor()
  await page.keyboard.press('c')
  await page.getByLabel('Field').selectOption('when')
  await page.getByRole('dialog').getByLabel('from').fill('2031-05-03')
  await page.getByRole('dialog').getByRole('button', { name: 'Correct', exact: true }).click()
  await page.waitForTimeout(800)
  const seen = (await asked(page, `/events/${event}`)).body
  assert.equal(seen.initiator.name, 'Orm Front')
  assert.equal(seen.when.start.slice(0, 10), '2031-05-03')
  await page.keyboard.press('d')
  await page.getByRole('status').filter({ hasText: /Held apart|No other report/ }).waitFor()
  await done()
})
