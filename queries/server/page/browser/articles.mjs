// Reading: the list of articles, and one with its marks.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { settled, shown, visit } from './driven.mjs'

export default function (world) {
  test('the list of articles leads to one', () => visit(world, '#/a', {}, async (page) => {
    await page.locator('.articles li').nth(10).waitFor()
    await shown(page, 'articles')
    await page.getByRole('main').getByRole('combobox', { name: 'Language' }).selectOption('zh')
    await page.waitForURL(/language=zh/)
    await page.waitForFunction(() => {
      const links = [...document.querySelectorAll('.articles a')]
      return links.length > 0 && links.every((a) => a.lang === 'zh')
    })
    await page.getByRole('link', { name: '英伟达如何成为人工智能芯片的领头羊' }).click()
    await page.waitForURL(/#\/a\/nvidia-zh\.md$/)
    await page.locator('.reading').getByRole('heading', { level: 1 }).waitFor()
  }))

  test('a mention shows its thing, and opens it', () => visit(world, '#/a/nvidia-zh.md', {}, async (page) => {
    const mention = page.locator('.body p .mention').filter({ hasText: '黄仁勋' }).first()
    await mention.scrollIntoViewIfNeeded()
    await settled(page) // what is pointed at is shown no more once the page scrolls
    await mention.hover()
    const card = page.getByRole('tooltip')
    await card.getByText('Jensen Huang').waitFor()
    await shown(page, 'article-zh')
    await page.keyboard.press('Escape')
    await card.waitFor({ state: 'hidden' })
    await mention.focus()
    await card.getByText('in 3 articles').waitFor()
    await mention.click()
    await page.waitForURL(/#\/e\/jensen-huang$/)
  }))

  test('marks stand where the server says, in code points', () => visit(world, '#/a/wide.md', {}, async (page) => {
    await page.locator('.mention').first().waitFor()
    assert.deepEqual(await page.locator('.mention').allTextContents(), ['Goertek', 'Weifang', 'Goertek', 'Goertek'])
  }))

  test('a claim marks its sentence, and a sentence its claims', () => visit(world, '#/a/nvidia-en.md', {}, async (page) => {
    const claim = page.locator('.claim').filter({ hasText: 'develops' }).filter({ hasText: 'CUDA' })
    const lit = page.locator('.said.lit').filter({ hasText: 'CUDA' })
    await claim.hover()
    await lit.waitFor()
    await page.locator('.said').first().hover()
    await page.locator('.claim.lit').first().waitFor()
    await lit.waitFor({ state: 'hidden' })
    assert.equal(await claim.evaluate((e) => e.classList.contains('lit')), false)
    await claim.getByRole('button').press('Enter')
    await lit.waitFor()
  }))

  test('a link to a sentence shows it', () => visit(world, '#/a/long.md?start=150000&end=150060', {}, async (page) => {
    const lit = page.locator('.lit').first()
    await lit.waitFor()
    await page.waitForFunction(() => {
      const { top, bottom } = document.querySelector('.lit').getBoundingClientRect()
      return top > 0 && bottom < innerHeight
    })
  }))

  test('an article in German, in the dark', () => visit(world, '#/a/nvidia-de.txt', { language: 'de', dark: true }, async (page) => {
    await page.locator('.claim').nth(2).hover()
    assert.match(await page.locator('.body').getAttribute('lang'), /^de/)
    await shown(page, 'article-de-dark')
  }))

  test('no such article', () => visit(world, '#/a/nothing.md', { expected: [/404/] }, async (page) => {
    await page.getByRole('alert').getByText('nothing.md').waitFor()
    await shown(page, 'article-missing')
  }))
}
