// trigraph as a user has it: the binary built, the samples and two articles
// with doubtful names read into a graph, and "trigraph serve" on a free port.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = resolve(here, '../../../..')

// binary is the program: the one named by TRIGRAPH_BINARY, or one built now.
function binary(folder) {
  if (process.env.TRIGRAPH_BINARY) return resolve(process.env.TRIGRAPH_BINARY)
  const path = join(folder, 'trigraph')
  execFileSync('go', ['build', '-ldflags=-s -w', '-o', path, './cmd/trigraph'], { cwd: root, stdio: 'inherit' })
  return path
}

// long is an article of some 200,000 characters.
function long() {
  const paragraph = (_, i) => `Paragraph ${i} goes on about the weather in Oslo, where it rained, and about the boats that lay in the harbour of Lisbon until the wind turned and everybody went home.`
  return '---\ntitle: A long story\npublished: 2020-01-02\n---\n' + Array.from({ length: 1200 }, paragraph).join('\n\n') + '\n'
}

// serve starts the server and returns its address and how to stop it.
export async function serve() {
  const folder = mkdtempSync(join(tmpdir(), 'trigraph-page-'))
  const env = { ...process.env, TRIGRAPH_STORE_PATH: join(folder, 'store'), TRIGRAPH_SERVE_REVIEW: 'true', TRIGRAPH_QUERY_TIMEOUT: '3m', TRIGRAPH_LOG_LEVEL: 'error' }
  const program = binary(folder)
  const run = (...args) => execFileSync(program, args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] })
  writeFileSync(join(folder, 'long.md'), long())
  run('build', join(root, 'corpus/articles'), join(here, 'articles'), join(folder, 'long.md'))
  const child = spawn(program, ['serve', '--address', '127.0.0.1:0'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = new Promise((done) => child.once('exit', done))
  const stop = async () => {
    child.kill('SIGTERM')
    await gone
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    return { address: await addressOf(child), stop }
  } catch (err) {
    await stop()
    throw err
  }
}

// addressOf reads the address from the first line that serve prints.
function addressOf(child) {
  return new Promise((found, failed) => {
    child.once('exit', (code) => failed(new Error(`trigraph serve ended with ${code}`)))
    createInterface(child.stdout).on('line', (line) => {
      const address = line.match(/http:\/\/[^/\s]+/)
      if (address) found(address[0])
    })
  })
}
