// Deciding: doubts about names, one after the other. The tests follow each other on one graph.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shown, visit } from './driven.mjs'

export default function (world) {
  test('a doubt is decided, and the decision undone', () => visit(world, '#/review', {}, async (page) => {
    await page.getByText('1 of 2').waitFor()
    await page.getByRole('heading', { level: 3, name: 'Zorvix Robotics GmbH' }).waitFor()
    await page.getByLabel('Your name').fill('Anna')
    await shown(page, 'review')
    await page.getByRole('button', { name: 'Different', exact: true }).click()
    await page.getByText('1 of 1').waitFor()
    await page.getByText('What was decided').click()
    const made = page.locator('.made li')
    await made.filter({ hasText: 'org/zorvix-robotics' }).filter({ hasText: 'Anna' }).waitFor()
    await page.locator('.note').getByRole('button', { name: 'Undo' }).click()
    await page.getByText('1 of 2').waitFor()
  }))

  test('the wrong class and a name are put right, by keyboard', () => visit(world, '#/review', { language: 'de' }, async (page) => {
    await page.getByRole('heading', { level: 3, name: 'Zorvix Robotics GmbH' }).waitFor()
    await page.locator('.side h3[data-class]').nth(1).waitFor()
    await page.keyboard.press('c')
    await page.getByLabel('Richtige Klasse').selectOption('Organization')
    await page.getByRole('button', { name: 'Speichern' }).press('Enter')
    await page.getByText('Klasse geändert').waitFor()
    await page.keyboard.press('r')
    await page.getByLabel('Richtiger Name').fill('Zorvix Robotik')
    await page.keyboard.press('Enter')
    await page.getByText('Umbenannt').waitFor()
    await page.getByRole('heading', { level: 3, name: 'Zorvix Robotik' }).waitFor()
    await shown(page, 'review-de')
    await page.goto(`${world.address}/#/e/org/zorvix-robotics`)
    await page.getByText('Organisation').first().waitFor()
  }))

  test('same, by one key', () => visit(world, '#/review', { language: 'zh', dark: true }, async (page) => {
    await page.getByText('第 1 项').waitFor()
    await shown(page, 'review-zh-dark')
    await page.locator('body').press('s')
    await page.locator('.note').getByText('相同').waitFor()
    assert.equal((await (await fetch(`${world.address}/api/review`)).json()).length, 1)
  }))

  test('a server that takes no judgements says how it would', () => visit(world, '#/help', { expected: [/403/] }, async (page) => {
    await page.route('**/api/review*', (route) => route.fulfill({ status: 403, contentType: 'application/json', body: '{"error":"this server takes no judgements"}' }))
    await page.getByRole('link', { name: 'Review' }).click()
    await page.getByText('TRIGRAPH_SERVE_REVIEW=true').waitFor()
    await shown(page, 'review-off')
  }))
}
