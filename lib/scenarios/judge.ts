import type { Cell, Evidence } from '../evidence/model.ts'
import { exactSurvival } from '../evidence/words/survival.ts'
import type { StrategyDefinition } from '../strategies/contract.ts'
import { promised, type Promised } from '../strategies/describe.ts'
import { lifetimesOf, type Settings } from '../workspace/settings.ts'
import type { OpenStage } from './actors.ts'
import { ownerIsIn, type WhoIsIn } from './collateral.ts'
import { measure, type MeasureOptions } from './measure.ts'
import type { Scenario } from './stage.ts'

/** Evidence beside the promise, and in what they differ. */
type Judgement = Pick<Cell, 'promise' | 'evidence' | 'broken'>

type Control<Result> = (
  definition: StrategyDefinition,
  scenario: Scenario,
  measured: () => Promise<Result>,
) => Promise<Result>

/** What becomes of everybody without an event, where somebody remembers it for the next one. */
export interface Controls {
  copy: Control<Evidence>
  honest: Control<WhoIsIn>
}

/** Nothing happens in any of them: the same for all events of one account. For one set of settings. */
export const rememberedControls = (): Controls => ({
  copy: remembering(({ wants = '' }) => wants),
  honest: remembering(({ stays }) => stays.join()),
})

/** @param watched what is looked at, beside what is the same for all */
function remembering<Result>(watched: (scenario: Scenario) => string): Control<Result> {
  const known = new Map<string, Promise<Result>>()
  return ({ id }, scenario, measured) => {
    const { username = 'alice', settings } = scenario
    const key = JSON.stringify([id, username, settings, watched(scenario)])
    const found = known.get(key) ?? measured()
    known.set(key, found)
    return found
  }
}

/** Measures an event and holds the evidence against what the strategy declares. */
export async function judge(
  open: OpenStage,
  definition: StrategyDefinition,
  scenario: Scenario,
  settings: Settings,
  { controls, ...options }: MeasureOptions & { controls?: Controls } = {},
): Promise<Judgement> {
  const promise = promised(definition.promises[scenario.event], lifetimesOf(settings))
  const evidence = await measure(open, scenario, {
    ...options,
    ...(controls && {
      undisturbed: (measured) => controls.honest(definition, scenario, measured),
    }),
  })
  const broken = await survivalFaults(
    { open, definition, scenario, settings, options, controls },
    promise,
    evidence,
  )
  if (evidence.reopenedAt !== null) {
    broken.push(`refused, and let in again after ${evidence.reopenedAt} s`)
  }
  const declared = definition.collateral[scenario.event] ?? 'none'
  if (evidence.collateral !== declared) {
    broken.push(`collateral: promised ${declared}, measured ${evidence.collateral}`)
  }
  if (scenario.ownerStays) {
    const words = (isIn: boolean) => (isIn ? 'still signed in' : 'signed out')
    const expected = scenario.ownerStays(definition, settings)
    const isIn = await ownerIsIn(open, scenario)
    if (isIn !== expected) {
      broken.push(`the owner: promised ${words(expected)}, measured ${words(isIn)}`)
    }
  }
  return { promise, evidence, broken }
}

interface Case {
  open: OpenStage
  definition: StrategyDefinition
  scenario: Scenario
  settings: Settings
  options: MeasureOptions
  controls: Controls | undefined
}

async function survivalFaults(
  { open, definition, scenario, settings, options, controls }: Case,
  promise: Promised,
  { lastAccepted, firstRefused, horizon }: Evidence,
): Promise<string[]> {
  const measured = exactSurvival({ lastAccepted, firstRefused, horizon })
  const fault = (kept: boolean, expected: string) =>
    kept ? [] : [`promised ${expected}, measured ${measured}`]

  switch (promise.stops) {
    case 'at-once':
      return fault(firstRefused === 0, 'at once')
    case 'never':
      return fault(firstRefused === null, 'never')
    case 'not-by-this': {
      // Nothing happens, so the copy ends when it would have ended anyway.
      const plain = () => measure(open, scenario, { ...options, control: true })
      const control = await (controls?.copy(definition, scenario, plain) ?? plain())
      const { slack = 0 } = options
      const isAlike = (a: number | null, b: number | null) =>
        a === null || b === null ? a === b : Math.abs(a - b) <= slack
      return fault(
        isAlike(lastAccepted, control.lastAccepted) && isAlike(firstRefused, control.firstRefused),
        `not by this (without the event: ${exactSurvival(control)})`,
      )
    }
    case 'within':
    case 'at-expiry': {
      // The copy was fresh at the event, so it lives for exactly as long as promised; one that has
      // waited for the event to come has lived for that long already.
      const age = scenario.timed ? settings[scenario.timed] : 0
      const { sessionTtl, refreshTtl } = settings
      const isRefreshed = definition.credentials.includes('refresh')
      const longest = isRefreshed ? Math.min(sessionTtl, refreshTtl) : sessionTtl
      const own = promise.stops === 'within' ? promise.seconds : promise.seconds - age
      const left = Math.max(0, Math.min(own, longest - age))
      const latest = left + definition.tolerance
      const expected = `${promise.stops} ${promise.seconds} s (${left} s left)`
      // What is due after the horizon has not been seen to be late.
      const inTime = firstRefused === null ? latest > horizon : firstRefused <= latest
      const earliest = left - 1 - (options.slack ?? 0)
      const mayComeSooner = 'isBound' in definition.promises[scenario.event]
      const notBefore =
        left === 0 ||
        mayComeSooner ||
        (lastAccepted !== null && lastAccepted >= Math.min(earliest, horizon))
      return fault(inTime && notBefore, expected)
    }
  }
}
