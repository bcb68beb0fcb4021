import type { Evidence, Knock, Outcome, Step } from '../evidence/model.ts'
import { lifetimeNames } from '../strategies/lifetimes.ts'
import { signedIn, withStage, type OpenStage } from './actors.ts'
import { collateralOf, type Undisturbed } from './collateral.ts'
import { record } from './record.ts'
import { narrowed } from './narrow.ts'
import type { Actors, Scenario, Stage } from './stage.ts'
import { knockWithBoth } from './two-copies.ts'

const DAY = 24 * 60 * 60

/**
 * How often a thief knocks at the most. Where a session counts as idle within seconds, a day would
 * take it tens of thousands: one visitor's settings would keep everybody else's cells waiting.
 */
const MOST_KNOCKS = 3_000

/** For how long the thief goes on unless told: past everything that can end a copy. Seconds. */
export function horizonFor({ settings, tolerance }: Stage): number {
  const whole = Math.max(DAY, ...lifetimeNames.map((name) => settings[name] + tolerance + 60))
  return Math.min(whole, beatFor(settings, whole) * MOST_KNOCKS)
}

/**
 * Often enough that a session in use never counts as idle, though when it was last used is noted up to a
 * tenth of that time late; and not without end. Seconds.
 */
const beatFor = ({ idleTtl }: Stage['settings'], horizon: number): number =>
  Math.max(1, Math.floor(Math.min((idleTtl * 3) / 4, Math.max(3600, horizon / 50))))

export interface MeasureOptions {
  /** Skips the event, to see what becomes of the copy without it. */
  control?: boolean
  /** For how long the thief goes on: a day, or past the longest lifetime, if that ends. Seconds. */
  horizon?: number
  /** By how much times may differ on a clock that runs while requests travel. Seconds. */
  slack?: number
  undisturbed?: Undisturbed
}

/**
 * Plays a scenario: the account signs in on two devices, somebody else signs in, the thief copies
 * the first device, the event happens, and the thief knocks until it is refused for good. Who else
 * was hurt is measured on stages of their own, where nobody steals.
 */
export async function measure(
  open: OpenStage,
  scenario: Scenario,
  { control = false, horizon: asked, slack = 0, undisturbed }: MeasureOptions = {},
): Promise<Evidence> {
  if (control && scenario.timed) throw new Error('time itself is the event: there is no control')
  const run = { open, scenario, control }
  const times = (on: Stage) => moments(on, asked ?? horizonFor(on), { slack })
  const { knocks, reopenedAt, steps, stage } = await (scenario.rests
    ? singleKnocks(run, times)
    : knocksAt(run, times))
  const { lastAccepted, firstRefused } = await bisected(run, knocks)
  return {
    strategy: stage.strategy,
    event: scenario.event,
    lastAccepted,
    firstRefused,
    keptUntil: knocks.findLast((knock) => knock.in && !knock.renewed)?.at ?? null,
    reopenedAt,
    horizon: asked ?? horizonFor(stage),
    collateral: control ? 'none' : await collateralOf(open, scenario, undisturbed),
    knocks,
    steps,
  }
}

interface Run {
  open: OpenStage
  scenario: Scenario
  control: boolean
}

interface Played {
  knocks: Knock[]
  reopenedAt: number | null
  steps: Step[]
  stage: Stage
}

/**
 * Plays once, with knocks at the given seconds until one is refused. Afterwards the thief tries
 * again now and then: survival is one number only because no closed door opens again.
 */
const knocksAt = (
  { open, scenario, control }: Run,
  times: (stage: Stage) => number[],
): Promise<Played> =>
  withStage(open, scenario, async (stage) => {
    const recorder = record(stage)
    const actors = await signedIn(stage, scenario, recorder)
    if (!control) await scenario.play(actors)
    recorder.eventIsNow()
    const knocks: Knock[] = []
    let now = 0
    const knock = async (at: number) => {
      await recorder.advance(at - now)
      now = at
      return knockAt(actors, at, scenario)
    }
    const all = times(stage)
    for (const at of all) {
      knocks.push(await knock(at))
      if (!knocks.at(-1)?.in) break
    }
    const steps = recorder.steps()
    // The 1st, 2nd, 4th, 8th ... of the moments that are left: often at first, then now and then.
    const rest = all.slice(knocks.length)
    for (const at of rest.filter((_, index) => (index & (index + 1)) === 0)) {
      if ((await knock(at)).in) return { knocks, steps, stage, reopenedAt: at }
    }
    return { knocks, steps, stage, reopenedAt: null }
  })

/**
 * The same where a knock would change what is measured: each is the only one of a play of its own.
 * The moment of the first refusal is searched for in halves, as no closed door opens again.
 */
async function singleKnocks(run: Run, times: (stage: Stage) => number[]): Promise<Played> {
  let played = await knocksAt(run, (stage) => times(stage).slice(0, 1))
  const all = times(played.stage)
  const knocks = [...played.knocks]
  let [inAt, outAt] = played.knocks[0]?.in ? [0, all.length] : [-1, 0]
  while (outAt - inAt > 1) {
    const middle = Math.floor((inAt + outAt) / 2)
    const next = await knocksAt(run, () => all.slice(middle, middle + 1))
    knocks.push(...next.knocks)
    if (next.knocks.at(-1)?.in) inAt = middle
    else outAt = middle
  }
  // What the thief then goes on to try, it tries where it was refused for the first time.
  if (outAt < all.length) played = await knocksAt(run, () => all.slice(outAt))
  return { ...played, knocks: knocks.toSorted((a, b) => a.at - b.at) }
}

/**
 * Narrows the gap between the last knock that was let in and the first that was not to one second.
 * Time does not go back, so each try plays the whole scenario again, with the same knocks before.
 */
async function bisected(run: Run, knocks: Knock[]) {
  const accepted = knocks.filter((knock) => knock.in).map((knock) => knock.at)
  const before = run.scenario.rests ? [] : accepted
  const seen = {
    lastAccepted: accepted.at(-1) ?? null,
    firstRefused: knocks.find((knock) => !knock.in)?.at ?? null,
  }
  return narrowed(seen, async (second) => {
    const again = await knocksAt(run, () => [...before, second])
    return again.knocks.at(-1)?.in === true
  })
}

/**
 * The seconds at which something can end, each with the one before it, and a regular beat between, so
 * that what is used now and then never counts as idle. On a clock that runs, what ends is some seconds
 * older by then: a knock before these leaves little to narrow.
 */
export function moments(
  { settings, tolerance }: Stage,
  horizon: number,
  { isUsed = true, slack = 0 } = {},
): number[] {
  const ends = lifetimeNames.flatMap((name) => {
    const whole = settings[name]
    // What was issued before an idle time has that much less to live.
    const rest = whole - settings.idleTtl
    return [whole, whole + tolerance, rest, rest + tolerance]
  })
  const beat = beatFor(settings, horizon)
  const beats = Array.from({ length: Math.ceil(horizon / beat) + 1 }, (_, index) => index * beat)
  const between = isUsed ? beats : [0, horizon]
  const before = ends.flatMap((end) => [end - 1, end - 1 - slack])
  const all = [...ends, ...before, ...between]
  return [...new Set(all.filter((at) => at >= 0 && at <= horizon))].toSorted((a, b) => a - b)
}

async function knockAt(
  { thief, renewer }: Actors,
  at: number,
  { wants }: Scenario,
): Promise<Knock> {
  const isIn = (outcome: Outcome) => outcome.accepted && (!wants || outcome.role === wants)
  const { seen, ...knocked } = await knockWithBoth(thief, renewer, isIn)
  return { ...seen, ...knocked, at }
}
