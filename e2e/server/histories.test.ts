import { expect, test } from 'vitest'
import { strategies } from '#lib/strategies/registry.ts'
import { openLab, type Lab } from '../histories/play.ts'
import { planted } from '../histories/planted.ts'
import { faultsIn, search } from '../histories/search.ts'
import { checkThenWait, seed } from '../histories/seeds.ts'
import { startServers } from '../histories/servers.ts'
import { temporaryFolder } from './start.ts'

/** How many for each strategy: `npm run test:long -- histories` plays more. */
const NUMBER = Number(process.env['LAB_HISTORIES_HTTP'] ?? 1)

/** Some of them: the long run plays all. */
const played = process.env['LAB_LONG']
  ? strategies
  : strategies.filter((_, index) => index % 3 === 0)

test(`two servers on one file keep what strategies promise, in ${NUMBER} histories each`, async () => {
  using folder = temporaryFolder()
  await using servers = await startServers(folder.path)
  for (const [index, strategy] of played.entries()) {
    // Few are played: each strategy has others.
    const own = seed + index
    const began = performance.now()
    const lab = openLab(servers, [strategy])
    expect(await faultsIn(lab, checkThenWait), strategy.id).toBeNull()
    expect(await search(lab, { seed: own, numRuns: NUMBER }), strategy.id).toBeNull()
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    console.log(
      `${strategy.id} over HTTP: seed ${own}, ${NUMBER} histories in ${seconds} s, ${servers.starts()} starts`,
    )
  }
})

const known = (wanted: string) => {
  const found = planted.find(({ name }) => name === wanted)
  if (!found) throw new Error(`nothing of this name is planted: ${wanted}`)
  return found
}
const deaf = known('an event that is answered and not applied')
const granting = known('check, wait, grant')
/** Which requests meet is for the machine to say: these have been found within a hundred. */
const ENOUGH = 300

/** Plays one history until what can go wrong in it does. */
async function play(...[lab, history]: Parameters<typeof faultsIn>): Promise<string | null> {
  for (let times = 0; times < ENOUGH; times += 1) {
    const found = await faultsIn(lab, history)
    if (found !== null) return found
  }
  return null
}

/** To search takes minutes: the checks play the history that the search has made small. */
const wrong = process.env['LAB_LONG']
  ? [deaf, granting].map((one) => ({ ...one, find: searchThrough }))
  : [{ ...granting, find: (lab: Lab) => play(lab, checkThenWait) }]

function searchThrough(lab: Lab): Promise<string | null> {
  return search(lab, { seed, numRuns: ENOUGH, endOnFailure: true })
}

test.each(wrong)('a server that is wrong is found out: $name', async ({ name, strategy, find }) => {
  using folder = temporaryFolder()
  await using servers = await startServers(folder.path, [name])
  const began = performance.now()
  expect(await find(openLab(servers, [strategy]))).toMatch(/is accepted/)
  console.log(`${name}: found in ${((performance.now() - began) / 1000).toFixed(1)} s`)
})
