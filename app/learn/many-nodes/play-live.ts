import { accountsAnswer, roundAnswer } from '#app/_data/answers.ts'
import { call, NODE_HEADER } from '#app/_data/call.ts'
import * as is from '#app/_data/shape.ts'
import { nodesAnswer } from './nodes-answer.ts'
import type { Measured } from './timeline.ts'
import { ways } from './ways.ts'

/** For how long the copies are knocked with. Milliseconds. */
export const WATCHED = 3_000
/** Longer than a node takes to be asked again; one that was not heard for so long fell silent. */
const GAP = 750
/** So many knocks are under way at once: a node each. */
const AT_ONCE = 3

export type LivePlay = { ok: true; measured: Measured[] } | { ok: false; detail: string }

/** What one knock found at one node. */
export interface Knock {
  node: string
  /** When it was sent, and when its answer came. */
  sent: number
  came: number
  /** By strategy; nothing of one that could not answer. */
  isIn: Readonly<Record<string, boolean>>
}

/** Signs in, steals and logs out under every way, and knocks at all nodes meanwhile. */
export async function playLive(): Promise<LivePlay> {
  const accounts = await call('GET', '/api/lab/accounts', accountsAnswer)
  if (!accounts.ok) return accounts
  const alice = accounts.data.accounts.find(({ username }) => username === 'alice')
  if (!alice?.password) return { ok: false, detail: "Alice's password is not known any more." }
  const login = { username: 'alice', password: alice.password }
  for (const { id } of ways) {
    const signedIn = await call('POST', `/api/strategies/${id}/login`, is.anything, { body: login })
    if (!signedIn.ok) return signedIn
  }
  const stolen = await call('POST', '/api/lab/steal', is.anything, { body: {} })
  if (!stolen.ok) return stolen

  // In the cluster demo all nodes are known; elsewhere only those that answer.
  const listed = await call('GET', '/api/cluster', nodesAnswer)
  const named = listed.ok ? listed.data.nodes.map(({ name }) => name) : []

  const knocks: Knock[] = []
  let began = Infinity
  const knocking = Array.from({ length: AT_ONCE }, async () => {
    for (;;) {
      const sent = performance.now()
      const round = await call('POST', '/api/lab/round', roundAnswer, { body: {} })
      const came = performance.now()
      if (round.ok) {
        const lanes = ways.flatMap(({ id }): [string, boolean][] => {
          const lane = round.data.lanes[id]
          return lane && 'thief' in lane && lane.thief ? [[id, lane.thief.accepted]] : []
        })
        const node = round.headers.get(NODE_HEADER) ?? 'node'
        knocks.push({ node, sent, came, isIn: Object.fromEntries(lanes) })
      }
      if (came - began > WATCHED) return
    }
  })
  began = performance.now()
  const answers = await Promise.all(
    ways.map(async ({ id }) => {
      const path = `/api/strategies/${id}/logout`
      const ended = await call('POST', path, is.anything, { body: {} })
      const at = ended.headers?.get(NODE_HEADER)
      return { way: id, ended, at, answered: performance.now() - began }
    }),
  )
  await Promise.all(knocking)
  const failed = answers.find(({ ended }) => !ended.ok)
  if (failed && !failed.ended.ok) return failed.ended
  const all = [...new Set([...named, ...knocks.map(({ node }) => node)])].toSorted()
  return {
    ok: true,
    measured: answers.map(({ way, at, answered }) => ({
      way,
      answered,
      nodes: all
        .filter((node) => node !== at)
        .map((node) => ({ node, ...seenAt(knocks, node, way, began) })),
    })),
  }
}

/**
 * The answer to the first refusal after which nobody got in. Without one, a node that was last heard
 * long before the end has neither refused nor let in since: it may have answered 503, or been left out.
 */
export function seenAt(
  knocks: readonly Knock[],
  node: string,
  way: string,
  began: number,
): Pick<Measured['nodes'][number], 'refused' | 'silentAfter'> {
  const own = knocks
    .filter((knock) => knock.node === node && way in knock.isIn)
    .toSorted((a, b) => a.sent - b.sent)
  const last = own.findLastIndex(({ isIn }) => isIn[way])
  const first = own[last + 1]
  if (first) return { refused: Math.max(0, first.came - began) }
  const heard = own[last] ? own[last].came - began : null
  const isHeard = heard !== null && heard >= WATCHED - GAP
  return isHeard
    ? { refused: null }
    : { refused: null, silentAfter: heard === null ? null : Math.max(0, heard) }
}
