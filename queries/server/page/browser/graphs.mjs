// The graph: found, opened, grown, tied, saved; by pointer and by keyboard alone.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { held, settled, shown, visit } from './driven.mjs'

/** counts reads how many things and links are shown, from the line over the picture. */
async function counts(page) {
  const note = page.locator('.bar .note')
  await note.filter({ hasText: /\d/ }).waitFor()
  return (await note.innerText()).match(/\d+/g).slice(0, 2).map(Number)
}

/** chosen waits until a search offers a thing first, so that Enter takes it. */
const chosen = (page, name) => page.getByRole('option', { name, selected: true }).waitFor()

/** walked presses the arrows one by one until one has led away from a thing: wherever its neighbours lie, one of four leads to some. */
async function walked(page, from) {
  await settled(page)
  for (const way of ['Right', 'Down', 'Left', 'Up']) {
    await page.keyboard.press('Arrow' + way)
    if (await page.evaluate((hash) => location.hash.split('?')[0] !== hash, from)) return
  }
  assert.fail(`no arrow led away from ${from}`)
}

const card = (page) => page.locator('aside.card')

export default function (world) {
  test('a Chinese name finds a thing, whose card opens', () => visit(world, '', {}, async (page) => {
    await counts(page)
    await shown(page, 'graph')
    const box = page.getByRole('combobox', { name: /^Search/ })
    await box.fill('英伟达')
    await chosen(page, /NVIDIA/)
    await shown(page, 'search')
    await box.press('Enter')
    await page.waitForURL(/#\/e\/nvidia/)
    await card(page).getByRole('heading', { level: 2, name: /NVIDIA/ }).waitFor()
    await card(page).getByText('Jensen Huang').first().waitFor()
    await shown(page, 'card')
  }))

  test('a thing is grown, and the link brings the same view back', () => visit(world, '#/e/goertek', {}, async (page) => {
    const [before] = await counts(page)
    await page.getByRole('link', { name: 'Meta', exact: true }).first().click()
    await card(page).getByRole('heading', { level: 2, name: 'Meta' }).waitFor()
    await page.getByRole('button', { name: /^Add neighbours/ }).click()
    await page.waitForFunction((n) => Number(document.querySelector('.bar .note').textContent.match(/\d+/)?.[0]) > n, before)
    const grown = await counts(page)
    await page.reload()
    assert.deepEqual(await counts(page), grown)
  }))

  test('a path between two things, with its sentences', () => visit(world, '#/e/nvidia', {}, async (page) => {
    await page.getByRole('button', { name: 'Path to …' }).click()
    const box = page.getByRole('combobox', { name: 'Path to which thing?' })
    await box.fill('苹果')
    await chosen(page, /Apple/)
    await box.press('Enter')
    await page.getByRole('heading', { name: /From NVIDIA to Apple/ }).waitFor()
    await page.locator('.path blockquote').first().waitFor()
    await shown(page, 'path')
  }))

  test('what is seen is saved as GraphML and PNG', () => visit(world, '#/e/nvidia', {}, async (page) => {
    const [things, links] = await counts(page)
    await settled(page)
    const saved = async (name) => {
      if ((await page.locator('details.menu').getAttribute('open')) === null) await page.locator('summary[aria-label="Download"]').click()
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('group', { name: 'As shown' }).getByText(name, { exact: true }).click()])
      return readFileSync(await file.path())
    }
    const rows = async (name) => (await saved(name)).toString().trimEnd().split('\r\n').length - 1
    const graphml = (await saved('GraphML')).toString()
    const found = await page.evaluate((text) => {
      const xml = new DOMParser().parseFromString(text, 'application/xml')
      if (xml.querySelector('parsererror')) return xml.documentElement.textContent
      return [xml.getElementsByTagName('node').length, xml.getElementsByTagName('edge').length]
    }, graphml)
    assert.deepEqual(found, [things, links])
    assert.deepEqual([await rows('CSV (nodes)'), await rows('CSV (edges)')], [things, links])
    assert.equal((await saved('PNG')).subarray(1, 4).toString(), 'PNG')
  }))

  test('by keyboard alone: skip, search, walk, read, close', () => visit(world, '', {}, async (page) => {
    await counts(page)
    const focused = () => page.evaluate(() => document.activeElement.getAttribute('aria-label') || document.activeElement.textContent)
    await page.keyboard.press('Tab')
    assert.equal(await focused(), 'Skip to content')
    await shown(page, 'keyboard')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    assert.match(await focused(), /^Search/)
    await page.keyboard.type('Goer')
    await chosen(page, /Goertek/)
    await page.keyboard.press('Enter')
    await card(page).getByRole('heading', { level: 2, name: 'Goertek' }).waitFor()
    await page.locator('.canvas[role="application"]').focus()
    await walked(page, '#/e/goertek')
    await card(page).getByRole('heading', { level: 2 }).filter({ hasNotText: 'Goertek' }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate(() => document.activeElement.closest('aside.card') !== null), true)
    await page.locator('.canvas[role="application"]').focus()
    await page.keyboard.press('Escape')
    await card(page).waitFor({ state: 'hidden' })
  }))

  test('the same as tables, for those who see no picture', () => visit(world, '#/e/goertek', {}, async (page) => {
    const [things] = await counts(page)
    await page.getByRole('button', { name: 'List' }).click()
    await page.locator('.lists table').first().waitFor()
    assert.equal(await page.locator('.lists table').first().locator('tbody tr').count(), things)
    await shown(page, 'graph-list')
  }))

  for (const [language, name, words] of [['en-GB', 'NVIDIA', 'Graph'], ['de-DE', 'NVIDIA', 'Abfrage'], ['zh-CN', '英伟达', '查询']]) {
    test(`in ${language}, light or dark`, () => visit(world, '#/e/nvidia', { language, dark: language !== 'en-GB' }, async (page) => {
      await page.getByRole('link', { name: words }).first().waitFor()
      assert.equal(await page.locator('html').getAttribute('lang'), language)
      await card(page).getByRole('heading', { level: 2, name }).waitFor()
      await counts(page)
      await shown(page, `graph-${language}`)
    }))
  }

  test('on a telephone', () => visit(world, '#/e/nvidia', { viewport: { width: 390, height: 844 } }, async (page) => {
    await card(page).getByRole('heading', { level: 2, name: 'NVIDIA' }).waitFor()
    await shown(page, 'telephone')
    await page.goto(`${world.address}/#/a/nvidia-zh.md`)
    await page.locator('.mention').first().waitFor()
    await shown(page, 'telephone-article')
  }))

  test('a language is chosen, and kept', () => visit(world, '', {}, async (page) => {
    await page.getByRole('combobox', { name: 'Language of the page' }).selectOption('zh')
    await page.getByRole('link', { name: '帮助' }).click()
    await page.getByRole('heading', { level: 1, name: '帮助' }).waitFor()
    await shown(page, 'help-zh')
    await page.reload()
    await page.getByRole('heading', { level: 1, name: '帮助' }).waitFor()
    assert.equal(await page.locator('html').getAttribute('lang'), 'zh-CN')
  }))

  test('a server that does not answer, and then does', () => visit(world, '#/help', { expected: [/ERR_CONNECTION_REFUSED|ERR_FAILED/] }, async (page) => {
    await page.route('**/api/graph*', (route) => route.abort('connectionrefused'))
    await page.getByRole('link', { name: 'Graph', exact: true }).click()
    await page.getByText('The server does not answer.').waitFor()
    await shown(page, 'graph-offline')
    await page.unroute('**/api/graph*')
    await page.getByRole('button', { name: 'Try again' }).click()
    await counts(page)
  }))

  test('a slow server shows that it works, and the reader may go on', () => visit(world, '#/help', {}, async (page) => {
    const release = await held(page, '**/api/graph*')
    const left = page.waitForEvent('requestfailed', (r) => r.url().includes('/api/graph'))
    await page.getByRole('link', { name: 'Graph', exact: true }).click()
    await page.locator('.bar .note').getByText('Loading').waitFor()
    await page.getByRole('link', { name: 'Articles' }).click()
    await left
    release()
    await page.locator('.articles li').first().waitFor()
  }))

  test('a slow server is stopped, and asked again', () => visit(world, '#/e/goertek', {}, async (page) => {
    const before = await counts(page)
    await settled(page)
    const release = await held(page, '**/api/graph*')
    const stopped = page.waitForEvent('requestfailed', (r) => r.url().includes('/api/graph'))
    await page.locator('.filters').getByRole('checkbox', { name: 'reported' }).check()
    const note = page.locator('.bar .note')
    await note.getByRole('button', { name: 'Stop' }).waitFor()
    await shown(page, 'graph-slow', { waiting: true })
    await note.getByRole('button', { name: 'Stop' }).click()
    await stopped
    await note.getByText('Stopped.').waitFor()
    release()
    await page.keyboard.press('Enter') // the focus is on "Try again"
    assert.ok((await counts(page))[0] >= before[0])
  }))

  test('what was asked for is given up when the reader goes back', () => visit(world, '#/e/goertek', {}, async (page) => {
    const before = await counts(page)
    await settled(page)
    const release = await held(page, '**/api/graph*')
    await page.locator('.filters').getByRole('checkbox', { name: 'reported' }).check()
    await page.locator('.bar .note').getByText('Loading').waitFor()
    await page.locator('.filters').getByRole('checkbox', { name: 'reported' }).uncheck()
    assert.deepEqual(await counts(page), before)
    release()
    await settled(page)
    assert.deepEqual(await counts(page), before)
  }))

  test('Enter means what is typed, not what the list still shows of its beginning', () => visit(world, '', {}, async (page) => {
    await counts(page)
    const box = page.getByRole('combobox', { name: /^Search/ })
    await box.fill('N')
    await page.getByRole('option').first().waitFor()
    await page.evaluate(() => { // faster than any answer
      const box = document.querySelector('header [role="combobox"]')
      box.value = 'Goertek'
      box.dispatchEvent(new Event('input', { bubbles: true }))
      box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
    })
    await page.waitForURL(/#\/e\/goertek/)
  }))
}
