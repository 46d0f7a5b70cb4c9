// A real Chromium at the page, and what must hold at the end of every visit:
// nothing on the console, nothing the content security policy refused, no
// request to another host, and no serious fault that axe-core can see.
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const screens = resolve(process.env.TRIGRAPH_SCREENS ?? fileURLToPath(new URL('../../../../dist/screens', import.meta.url)))
mkdirSync(screens, { recursive: true })

// patience is how long, in milliseconds, what must come is waited for: a busy machine is no fault.
const patience = 180_000

// launch starts Chromium: WebGL in software, and nothing that calls home.
export function launch() {
  return chromium.launch({
    timeout: patience,
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox', '--disable-gpu', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-gpu-watchdog', '--disable-quic',
      '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
  })
}

// visit opens the page at a fragment such as "#/article/…", runs the steps with
// it and checks what must hold. Expected are patterns of console lines that the
// steps cause on purpose, such as the browser's own line about a status of 400.
export async function visit(world, fragment, options, steps) {
  const { language = 'en-GB', dark = false, expected = [], ...more } = options
  const context = await world.browser.newContext({
    locale: language, colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce',
    viewport: { width: 1280, height: 800 }, acceptDownloads: true, ...more,
  })
  context.setDefaultTimeout(patience)
  const page = await context.newPage()
  const faults = watched(page, world.address, expected)
  try {
    await page.goto(`${world.address}/${fragment}`)
    await steps(page)
    assert.deepEqual(faults, [])
  } catch (err) {
    await page.screenshot({ path: join(screens, `failed ${fragment.replace(/\W+/g, ' ').trim()}.png`) }).catch(() => {})
    if (faults.length > 0) err.message += `\nthe page said: ${faults.join('\n')}`
    throw err
  } finally {
    await context.close()
  }
}

function watched(page, address, expected) {
  const faults = []
  const own = [/GPU stall due to ReadPixels/] // WebGL in software tells how slow it is
  const note = (text) => [...own, ...expected].some((e) => e.test(text)) || faults.push(text)
  page.on('console', (m) => ['error', 'warning'].includes(m.type()) && note(`console: ${m.text()}`))
  page.on('pageerror', (err) => note(`error: ${err.stack}`))
  page.on('request', (r) => /^(blob:|data:)/.test(r.url()) || r.url().startsWith(address + '/') || note(`request to ${r.url()}`))
  return faults
}

// settled waits until nothing is on its way: asked for, laid out, or drawn in the next frames.
export async function settled(page) {
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"], .waiting'))
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
}

// held keeps what is asked of a route on its way until release is called, so
// that a test sees the page wait however fast or slow the machine is.
export async function held(page, route) {
  let release
  const gate = new Promise((done) => (release = done))
  await page.route(route, async (asked) => {
    await gate
    await asked.continue().catch(() => {}) // it was given up
  })
  return release
}

// shown keeps a picture of the page, once it is at rest, and lets axe-core look at it.
export async function shown(page, name, { waiting = false } = {}) {
  if (!waiting) await settled(page)
  await page.screenshot({ path: join(screens, `${name}.png`) })
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
  const serious = violations.filter((v) => ['serious', 'critical'].includes(v.impact))
  const told = serious.map((v) => `${name}: ${v.id}: ${v.help}: ${v.nodes.map((n) => n.html + ' ' + n.failureSummary).join(' | ')}`)
  assert.deepEqual(told, [])
}
