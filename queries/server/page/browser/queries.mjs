// Asking: named questions as forms, and scripts in the editor.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { held, shown, visit } from './driven.mjs'

const result = '.results tbody tr'

export default function (world) {
  test('a question is asked by name, in Chinese', () => visit(world, '#/query/who', { language: 'zh-CN' }, async (page) => {
    await page.getByRole('heading', { level: 1, name: '谁与 X 有关' }).waitFor()
    const box = page.getByRole('combobox', { name: /^X/ })
    await box.fill('英伟')
    await page.getByRole('option', { name: /英伟达/, selected: true }).waitFor()
    await box.press('Enter')
    await page.getByRole('button', { name: '提问' }).click()
    await page.locator(result).first().waitFor()
    assert.match(page.url(), /#\/query\/who\?entity=nvidia$/)
    assert.ok(await page.locator(result).filter({ hasText: '黄仁勋' }).count())
    await shown(page, 'question-zh')
    await page.getByRole('tab', { name: '图谱' }).click()
    await page.locator('.panel canvas').first().waitFor()
    await page.getByRole('link', { name: '在图谱中打开' }).waitFor()
    await page.getByRole('tab', { name: '图谱' }).press('ArrowRight')
    assert.match(await page.locator('.panel pre').innerText(), /"other_id": "jensen-huang"/)
  }))

  test('an answer is saved as CSV and sorted', () => visit(world, '#/query/most-named?class=Country', {}, async (page) => {
    await page.locator(result).first().waitFor()
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download CSV' }).click()])
    assert.equal(file.suggestedFilename(), 'most-named.csv')
    const lines = readFileSync(await file.path(), 'utf8').trimEnd().split('\r\n')
    assert.equal(lines.length, 1 + (await page.locator(result).count()))
    assert.match(lines[0], /^\ufeffX,Class,Articles/)
    await page.getByRole('button', { name: 'Articles' }).click()
    const numbers = async () => (await page.locator('.results td.figure').allInnerTexts()).map(Number)
    const up = await numbers()
    assert.deepEqual(up, [...up].sort((a, b) => a - b))
  }))

  test('a question becomes a script, and the script answers the same', () => visit(world, '#/query/products?entity=nvidia', {}, async (page) => {
    await page.locator(result).first().waitFor()
    const rows = await page.locator(result).count()
    await page.getByRole('button', { name: 'Open as Gizmo' }).click()
    const editor = page.getByRole('textbox', { name: 'Gizmo script' })
    await editor.waitFor()
    assert.match(await editor.innerText(), /entity: "<tg:entity\/nvidia>"/)
    await editor.press('Control+Enter')
    await page.locator(result).first().waitFor()
    assert.equal(await page.locator(result).count(), rows)
    await shown(page, 'gizmo')
  }))

  test('the editor completes methods, predicates and things', () => visit(world, '#/query', {}, async (page) => {
    const editor = page.getByRole('textbox', { name: 'Gizmo script' })
    await editor.click()
    await page.keyboard.press('Control+a')
    const offered = async (text) => { // as the first choice, and no more to come
      await page.locator('.cm-tooltip-autocomplete:not(.cm-tooltip-autocomplete-disabled) [aria-selected]').filter({ hasText: text }).waitFor()
      await page.waitForTimeout(150) // so long the editor takes no Enter for a choice
    }
    await page.keyboard.type('g.V("<tg:entity/英伟')
    await offered('NVIDIA')
    await shown(page, 'gizmo-completion')
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.type('.ou')
    await offered('out(predicate, tag)')
    await page.keyboard.press('Enter')
    await page.keyboard.type('"founded')
    await offered('founded by')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+End')
    await page.keyboard.type('.unique().all()')
    assert.equal(await editor.innerText(), 'g.V("<tg:entity/nvidia>").out("<tg:foundedBy>").unique().all()')
    await page.keyboard.press('Control+Enter')
    await page.locator(result).filter({ hasText: 'Jensen Huang' }).waitFor()
  }))

  test('a wrong script is told with its place', () => visit(world, '#/query?gizmo=' + encodeURIComponent('let a = 1\ng.V().nope()'), { expected: [/400/], dark: true }, async (page) => {
    await page.getByRole('textbox', { name: 'Gizmo script' }).press('Control+Enter')
    await page.getByRole('alert').getByText('Line 2, column').waitFor()
    await page.locator('.cm-lintRange-error').waitFor()
    await shown(page, 'gizmo-error-dark')
    await page.getByRole('button', { name: 'Go there' }).click()
    await page.keyboard.type('X')
    await page.getByRole('textbox', { name: 'Gizmo script' }).getByText(/^g\.V\(\)\.?.*X/).waitFor()
  }))

  test('a slow server: progress, and a stop', () => visit(world, '#/query', {}, async (page) => {
    const release = await held(page, '**/api/v2/query*')
    const stopped = page.waitForEvent('requestfailed', (r) => r.url().includes('/api/v2/query'))
    await page.getByRole('button', { name: 'Run' }).click()
    await page.getByText(/The server is working: [1-9]\d* s/).waitFor()
    await shown(page, 'slow', { waiting: true })
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByText('Stopped.').last().waitFor()
    await stopped
    release()
    await page.getByRole('button', { name: 'Stop' }).waitFor({ state: 'hidden' })
  }))

  test('a script that never ends is stopped on the server too', () => visit(world, '#/query?gizmo=' + encodeURIComponent('while (true) {}'), {}, async (page) => {
    await page.getByRole('button', { name: 'Run' }).click()
    await page.getByText('The server is working').waitFor()
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByText('Stopped.').last().waitFor()
    await page.goto(`${world.address}/#/query/who?entity=nvidia`)
    await page.locator(result).first().waitFor()
  }))

  test('more rows than asked for', () => visit(world, '#/query?gizmo=' + encodeURIComponent('g.V("<tg:Company>").in("<rdf:type>").both().all()'), {}, async (page) => {
    await page.getByLabel('Rows at most').selectOption('100')
    await page.getByRole('button', { name: 'Run' }).click()
    await page.getByText('There are more rows than the 100 shown here.').waitFor()
  }))
}
