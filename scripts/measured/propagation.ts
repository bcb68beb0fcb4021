// How soon other nodes refuse what one has ended: over HTTP, as a thief at each of them would see it.
import type { Propagation } from '#lib/evidence/cluster.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { needsNodes } from '#lib/strategies/registry.ts'
import type { Send } from '#lib/scenarios/stages/http-client.ts'
import { httpStage, plainly } from '#lib/scenarios/stages/http.ts'
import type { Client } from '#lib/scenarios/stage.ts'

/** For how long a copy is watched after the log-out was answered. Milliseconds. */
export const WATCHED = 1_500
/** How often, and how often where that is what the strategy is for. One whose copies are let in for longer is asked once. */
const REPETITIONS = 100
const REPETITIONS_REPLICATED = 500

export interface Node {
  name: string
  url: string
}

/** As the balancer does, but always to one node: what is signed in at one is known to all under one name. */
const sendTo =
  ({ url }: Node): Send =>
  (request) => {
    const { pathname, search, host } = new URL(request.url)
    const forwarded = new Request(new URL(`${pathname}${search}`, url), request)
    forwarded.headers.set('X-Forwarded-For', '127.0.0.1')
    forwarded.headers.set('X-Forwarded-Proto', 'http')
    forwarded.headers.set('X-Forwarded-Host', host)
    return fetch(forwarded)
  }

/** One log-out. Milliseconds. */
interface Once {
  /** Since it was sent: until it was answered, and until each other node refused. */
  acknowledged: number
  refused: (number | null)[]
  /** From the answer until the last knock was sent that got in. */
  inAfterAnswer: number
  knocks: number[]
}

/** @throws when a node does not let in who is signed in, or does not answer */
export async function propagationOf(
  definition: StrategyDefinition,
  base: string,
  nodes: readonly Node[],
): Promise<Propagation> {
  const [first, ...others] = nodes
  if (!first) throw new Error('there are no nodes')
  const { id: strategy } = definition
  const repetitions = needsNodes(definition) ? REPETITIONS_REPLICATED : REPETITIONS
  const at = (device = first.name) => nodes.find(({ name }) => name === device) ?? first
  const stage = await httpStage(base, strategy, {}, sendTo(first), (of, place) =>
    plainly(sendTo(at(place?.device)))(of),
  )
  const all: Once[] = []
  // The first ones open connections, and do not count.
  for (let count = -3; count < repetitions; count += 1) {
    const owner = stage.client()
    const thieves = others.map(({ name }) => stage.client({ device: name, address: '127.0.0.1' }))
    const once = await play(owner, thieves)
    if (count >= 0) all.push(once)
    if (once.refused.includes(null) && count >= 0) break
  }
  await stage.close()
  return {
    strategy,
    repetitions: all.length,
    acknowledged: spread(all.map(({ acknowledged }) => acknowledged)),
    elsewhere: others.map(({ name }, index) => {
      const refused = all.map((once) => once.refused[index] ?? null)
      const seen = refused.filter((ms) => ms !== null)
      return { node: name, refused: seen.length === refused.length ? spread(seen) : null }
    }),
    knock: spread(all.flatMap(({ knocks }) => knocks)),
    inAfterAnswer: all.some(({ refused }) => refused.includes(null))
      ? null
      : spread(all.map(({ inAfterAnswer }) => inAfterAnswer)),
  }
}

/** @throws when somebody is not let in before the log-out, or a node does not answer */
async function play(owner: Client, thieves: readonly Client[]): Promise<Once> {
  let answered = Infinity
  const entry = await owner.signIn('alice')
  for (const thief of thieves) await thief.copyFrom(owner)
  const looks = await Promise.all(thieves.map((thief) => thief.request()))
  for (const { accepted, reason } of [entry, ...looks]) {
    if (!accepted) throw new Error(`refused before the log-out: ${reason}`)
  }
  const knocks: number[] = []
  let lastIn = -Infinity
  const watching = thieves.map(async (thief) => {
    for (;;) {
      const from = performance.now()
      const { accepted } = await thief.request()
      const at = performance.now()
      knocks.push(at - from)
      if (!accepted) return at
      lastIn = Math.max(lastIn, from)
      if (at - answered > WATCHED) return null
    }
  })
  const sent = performance.now()
  const ended = await owner.logOut('this')
  answered = performance.now()
  if (!ended.accepted) throw new Error(`the log-out was refused: ${ended.reason}`)
  const refused = (await Promise.all(watching)).map((at) => (at === null ? null : at - sent))
  const inAfterAnswer = Math.max(0, lastIn - answered)
  return { acknowledged: answered - sent, refused, inAfterAnswer, knocks }
}

/** Milliseconds, to a hundredth. */
function spread(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) =>
    Number((sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN).toFixed(2))
  return { median: at(0.5), p99: at(0.99) }
}
