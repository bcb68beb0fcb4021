import { z } from 'zod'
import { cellOutcome } from '../../evidence/attack-verdicts.ts'
import type { AttackReport } from '../../evidence/attack-report.ts'
import { USUAL_ORIGIN } from '../../kernel/cookie-names.ts'
import { cookiesOf } from '../../strategies/cookies.ts'
import { strategies } from '../../strategies/registry.ts'
import { statelessJwt } from '../../strategies/stateless-jwt.ts'
import { defaultSettings, type Settings } from '../../workspace/settings.ts'
import { attacks, predictionFor } from '../attacks/registry.ts'
import { processMemoryRuntime } from '../memory-runtime.ts'

export const homes = ['cookie', 'storage'] as const
/** Where the browser keeps the credential. */
export type Home = (typeof homes)[number]

export const deeds = ['script-takes', 'script-rides', 'form', 'fetch'] as const
/** What is tried: by a script in the page (XSS), or by another site (CSRF). */
export type Deed = (typeof deeds)[number]

export const switchesSchema = z.object({
  sameSite: z.enum(['strict', 'lax', 'none']),
  thirdParty: z.enum(['allowed', 'blocked']),
  originCheck: z.enum(['on', 'off']),
})
/** What the server sets and checks, and what the browser lets through. */
export type Switches = z.infer<typeof switchesSchema>

/** Where an answer is from; told apart wherever it is shown. */
export type Finding =
  /** From the last run of the attacks, over all strategies that were played. */
  | { from: 'run'; attack: string; works: number; blocked: number; failed: number }
  /** From what the strategies declare: nobody has played it here. */
  | { from: 'prediction'; attack: string; works: number; blocked: number }
  /** Played just now, in process. */
  | { from: 'here'; works: boolean; reason: string | null }
  /** There is nothing to try. */
  | { from: 'nothing' }

export interface CookieOrStorage {
  findings: Readonly<Record<Home, Readonly<Record<Deed, Finding>>>>
  /** As the browser is told of the cookie under these switches. */
  setCookie: string
  /** The run that the findings are from; null where there is none to read. */
  run: { at: string; commit: string } | null
}

/** The attack that tries a deed; null where none has to. */
function attackFor(home: Home, deed: Deed, switches: Switches): string | null {
  if (home === 'storage') return deed === 'script-takes' ? 'xss-read-storage' : null
  if (deed === 'script-takes') return 'xss-read-cookie'
  if (deed === 'script-rides') return 'xss-ride'
  const { sameSite, thirdParty, originCheck } = switches
  const check = originCheck === 'on' ? 'checked' : 'unchecked'
  return `csrf-${deed}-${sameSite}-${check}${thirdParty === 'blocked' ? '-first-party' : ''}`
}

/**
 * What came of each deed against each home. Only a browser can play most of them: what the last run
 * of the attacks found is shown, and where there is none, what the strategies declare.
 * @throws what a strategy throws
 */
export async function playCookieOrStorage(
  switches: Switches,
  report: AttackReport | null,
  settings: Settings = defaultSettings,
): Promise<CookieOrStorage> {
  const { setCookie, bare } = await signIn(switches, settings)
  const find = (home: Home, deed: Deed): Finding => {
    const attack = attackFor(home, deed, switches)
    if (attack !== null) return inRun(attack, report) ?? predicted(attack, settings)
    // No browser sends by itself what a script has to put into a header: nothing comes along.
    return deed === 'script-rides' ? { from: 'nothing' } : bare
  }
  const findings = Object.fromEntries(
    homes.map((home) => [home, Object.fromEntries(deeds.map((deed) => [deed, find(home, deed)]))]),
  ) as Record<Home, Record<Deed, Finding>>
  return { findings, setCookie, run: report && { at: report.at, commit: report.commit } }
}

function inRun(attack: string, report: AttackReport | null): Finding | null {
  const cells = report?.cells.filter((cell) => cell.attack === attack && !cell.notRun) ?? []
  if (cells.length === 0) return null
  const outcomes = cells.map(cellOutcome)
  const count = (wanted: string) => outcomes.filter((outcome) => outcome === wanted).length
  return {
    from: 'run',
    attack,
    works: count('works'),
    blocked: count('blocked'),
    failed: count('error'),
  }
}

function predicted(id: string, settings: Settings): Finding {
  const attack = attacks.find((one) => one.id === id)
  if (!attack) throw new Error(`there is no attack ${id}`)
  const all = strategies.map((strategy) => predictionFor(attack, strategy, settings))
  return {
    from: 'prediction',
    attack: id,
    works: all.filter((prediction) => prediction === 'works').length,
    blocked: all.filter((prediction) => prediction === 'fails').length,
  }
}

/** Alice signs in; and a request comes from elsewhere, without the token that no browser sends. */
async function signIn({ sameSite }: Switches, settings: Settings) {
  const runtime = await processMemoryRuntime()
  const { workspace } = await runtime.create({ ...settings, profileBytes: 0 })
  try {
    const alice = await workspace.users.named('alice')
    if (!alice) throw new Error('there is no alice')
    const strategy = workspace.strategy(statelessJwt)
    const { credentials } = await strategy.start(alice, 'a browser', {})
    const [line = ''] = cookiesOf(statelessJwt, credentials, workspace.clock.now(), {
      origin: USUAL_ORIGIN,
      sameSite,
      isKept: settings.rememberMe,
    })
    const verdict = await strategy.verify({})
    const bare: Finding = {
      from: 'here',
      works: verdict.ok,
      reason: verdict.ok ? null : verdict.reason,
    }
    return { setCookie: line, bare }
  } finally {
    await runtime.workspaces.remove(workspace.key)
  }
}
