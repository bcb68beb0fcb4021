import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { z } from 'zod'
import { evenly } from './evenly.ts'
import { middle, type Served } from './load.ts'
import { spread } from '../rounds.ts'
import type { Visitor } from './visitor.ts'

/** What requests take while something else is under way. */

const REVOCATIONS_A_SECOND = 50
const SIGN_INS = 200
/** Requests a second of who is signed in, while others sign in. */
const FLOODED_RATE = 100
/** For so long, at the least: the slowest hundredth has to be more than one. Seconds. */
const FLOOD_LASTS = 4
/** In one flood, a pause of 20 ms to collect garbage is the slowest hundredth by itself. */
const FLOODS = 5

type Progress = (text: string) => void

export interface Revoking extends Served {
  name: string
  /** How many there were. */
  revocations: number
}

/** Somebody else's sessions are ended under every strategy, again and again. */
export async function underRevocations(
  { names, enter, revoke }: Visitor,
  rate: number,
  seconds: number,
  progress: Progress,
): Promise<Revoking[]> {
  const all: Revoking[] = []
  for (const name of names) {
    progress(`with ${REVOCATIONS_A_SECOND} revocations a second: ${name}`)
    const target = await enter(name)
    const under = new Set<Promise<unknown>>()
    let revocations = 0
    let failed = 0
    const began = performance.now()
    const timer = setInterval(() => {
      const due = Math.floor(((performance.now() - began) / 1000) * REVOCATIONS_A_SECOND)
      while (revocations < due) {
        revocations += 1
        const one = revoke().then((status) => (failed += status === 200 ? 0 : 1))
        under.add(one)
        void one.finally(() => under.delete(one))
      }
    }, 10)
    const served = await evenly(target, 2 * seconds, rate)
    clearInterval(timer)
    await Promise.all(under)
    all.push({ name, ...served, errors: served.errors + failed, revocations })
  }
  return all
}

export interface Flood {
  signIns: number
  /** Who is signed in, at a fixed rate. */
  before: Served
  /** With the sign-ins at another server of the same machine: what its cores alone bring about. */
  elsewhere: Served
  during: Served
  /** For how long sign-ins were under way: seconds. */
  lasted: number
}

const flooding = z.object({ refused: z.array(z.number()), seconds: z.number() })

/**
 * Many sign in at once, from another process: each password is hashed at its full cost. The middle one
 * of several floods, each with the time before it and one elsewhere beside it.
 */
export async function flooded(
  { enter }: Visitor,
  url: string,
  another: string,
  progress: Progress,
): Promise<Flood> {
  const target = await enter('cookie-session')
  // The first calls compile what they run.
  await evenly(target, 1, FLOODED_RATE)
  const whileSigningIn = async (at: string) => {
    const others = fork(join(import.meta.dirname, 'flood.ts'), [at, String(SIGN_INS)])
    await once(others, 'message')
    const told = once(others, 'message')
    others.send('begin')
    const served = await evenly(target, FLOOD_LASTS, FLOODED_RATE)
    const [{ refused, seconds }] = z.tuple([flooding], z.unknown()).parse(await told)
    if (refused.length > 0) throw new Error(`sign-ins were answered ${refused.join(', ')}`)
    return { served, seconds }
  }
  const before: Served[] = []
  const elsewhere: Served[] = []
  const during: Served[] = []
  const lasted: number[] = []
  for (let round = 1; round <= FLOODS; round += 1) {
    progress(`flood ${round} of ${FLOODS}: before it`)
    before.push(await evenly(target, FLOOD_LASTS, FLOODED_RATE))
    progress(`flood ${round} of ${FLOODS}: ${SIGN_INS} sign-ins at once elsewhere`)
    elsewhere.push((await whileSigningIn(another)).served)
    progress(`flood ${round} of ${FLOODS}: ${SIGN_INS} sign-ins at once here`)
    const { served, seconds } = await whileSigningIn(url)
    during.push(served)
    lasted.push(seconds)
  }
  return {
    signIns: SIGN_INS,
    before: middle(before),
    elsewhere: middle(elsewhere),
    during: middle(during),
    lasted: spread(lasted).median,
  }
}
