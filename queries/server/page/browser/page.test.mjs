// What a reader does with the page, in a real Chromium against a real server:
//
//   npm run browser
//
// Pictures of every view go to dist/screens at the top of the checkout, or the
// folder named by TRIGRAPH_SCREENS.
import { after, before } from 'node:test'
import { launch } from './driven.mjs'
import { serve } from './served.mjs'
import articles from './articles.mjs'
import graphs from './graphs.mjs'
import queries from './queries.mjs'
import reviews from './reviews.mjs'

/** world is what the tests share: the server and the browser. */
const world = {}
before(async () => {
  const [server, browser] = await Promise.all([serve(), launch()])
  Object.assign(world, { address: server.address, stop: server.stop, browser })
})
after(async () => {
  await world.browser?.close()
  await world.stop?.()
})

for (const tests of [graphs, articles, queries, reviews]) tests(world)
