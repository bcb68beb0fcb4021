import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { systemClock, type Clock } from '../../kernel/clock.ts'
import { isStoreUnavailable } from '../../kernel/problem.ts'
import type { ServerStateStore } from '../server-state.ts'
import { openFeed, type Feed } from './feed.ts'
import { openLink, reasonOf, type Link } from './link.ts'
import { createState, feedOf, workspacesOf, type KnownWorkspaces, type State } from './state.ts'
import { createTruth, expectStillTrue, type Truth } from './truth.ts'

/** How often a server is asked whether it still knows what it was told. Milliseconds. */
const BEAT = 250

const newName = () => randomBytes(9).toString('base64url')

/** A Redis that is believed: what it keeps, and the feed of revocations that is read from it. */
export interface Connected {
  link: Link
  truth: Truth
  feed: Feed
  state: State
  /** What is wrong with it: in a line, or nothing. */
  beat(): Promise<string[]>
  close(): void
}

export interface Beside {
  /** Where the record of epochs is kept: not in Redis itself, which may forget it. */
  serverState: ServerStateStore
  workspaces: KnownWorkspaces
  /** What time it is for all nodes. Absent: each asks its own machine. */
  clock?: Clock
}

/**
 * @param readyWithin how long the memory of revocations may take to be filled. Milliseconds
 * @throws when Redis cannot be reached, or is not fit to keep revocations, with the reason
 */
export async function connect(
  { serverState, workspaces, clock = systemClock }: Beside,
  url: string,
  { acceptForgetting, readyWithin }: { acceptForgetting: boolean; readyWithin: number },
): Promise<Connected> {
  let count = 0
  const nextCount = () => (count += 1)
  const node = newName()
  const trust = { node, newLab: newName(), acceptForgetting }
  const truth = createTruth(serverState, trust, nextCount)
  const link = await openLink(url, (client) => truth.believe(client))
  // A connection of its own, on which a read waits for the next entry.
  const reading = await openLink(url, async (client) => {
    // The first to see a server that was restarted is the one that looks for receipts.
    if (!(await truth.isBelieved(client))) throw new Error('it was restarted')
  }).catch((error: unknown) => {
    link.close()
    throw error
  })
  const keys = () => ({ feed: feedOf(truth), workspaces: workspacesOf(truth) })
  const feed = openFeed({ reading, keys, truth, clock })
  await Promise.race([feed.ready, pause(readyWithin, undefined, { ref: false })])
  const { reached } = feed
  const state = createState(link, truth, { node, nextCount, known: workspaces, reached })

  async function look(): Promise<string[]> {
    const failure = link.failure()
    if (failure !== null) return [`Redis (${failure})`]
    try {
      await expectStillTrue(truth, link)
      return []
    } catch (error) {
      // The database's own silence is told by who asks it.
      return isStoreUnavailable(error) ? [] : [`Redis (${reasonOf(error)})`]
    }
  }
  let looking: Promise<string[]> | null = null
  const beat = () => (looking ??= look().finally(() => (looking = null)))
  const beating = setInterval(() => void beat(), BEAT).unref()

  return {
    link,
    truth,
    feed,
    state,
    beat,
    close() {
      clearInterval(beating)
      feed.close()
      reading.close()
      link.close()
    },
  }
}
