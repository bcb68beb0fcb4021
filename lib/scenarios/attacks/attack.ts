import type { Prediction } from '../../evidence/attack-model.ts'
import type { ActorName, Medium } from '../../evidence/names.ts'
import type { StrategyDescription } from '../../strategies/describe.ts'
import type { Settings } from '../../workspace/settings.ts'
import type { BrowserSide, Client, Operator, Outage, Place, Planted, PublicKey } from '../stage.ts'
import type { RequirementId } from './requirements.ts'

/** Kinds of attack, in the order in which pages and tables show them. */
export const groups = {
  replay: 'Replay of a stolen credential',
  'walk-away': 'Shared computer: what the browser kept',
  late: 'Race: an answer that comes after the log-out',
  refresh: 'Refresh token theft and reuse',
  reissue: 'Expired token, traded for a new one',
  xss: 'XSS: a script in the page',
  csrf: 'CSRF: a request from another site',
  hijack: 'Cross-site WebSocket hijacking',
  fixation: 'Session fixation: a planted credential',
  sibling: 'Cookie tossing from a sibling host',
  followed: 'Log-out by GET: links that the browser follows by itself',
  forgery: 'Token forgery',
  leak: 'Database leak: the tables are read',
  channel: 'Open connections: event streams',
  outage: 'Store outage',
} as const
export type Group = keyof typeof groups

/** What came of it, with a sentence that says what the attacker did or did not get. */
interface Result {
  works: boolean
  says: string
}

/** What an attack is played with: everybody who acts leaves a trace in the run's steps. */
export interface AttackContext {
  strategy: StrategyDescription
  settings: Settings
  client(actor: ActorName, place?: Place): Client
  operator: Operator
  /** Moves time forward. Seconds. */
  pass(seconds: number): Promise<void>
  /** From here on, the times of the steps count from the event. */
  eventIsNow(): void
  /** Something that was done without asking the server. */
  note(actor: ActorName, text: string): void
  /** @throws where the stage cannot; an attack that asks for it says so in its `media` */
  leak(): Promise<readonly string[]>
  outage(): Promise<Outage>
  publicKeys(): Promise<readonly PublicKey[]>
  /** Clients whose credentials are not meant for this strategy in this workspace. */
  elsewhere(kind: 'workspace' | 'strategy'): Promise<readonly Client[]>
  plant(victim: Client, planted: Planted): Promise<void>
  browser(): BrowserSide
}

export interface Attack {
  id: string
  group: Group
  /** The file that it is played from, in this folder: shown as its source, and proven by a test. */
  file: `${string}.ts`
  /** What Playwright finds it by, beside its group: `@logout`, say. */
  tags: readonly `@${string}`[]
  title: string
  /** What happens, told in a sentence or two. */
  story: string
  /** Where it can be played: a browser only where a browser makes a difference. */
  media: readonly Medium[]
  /** What the workspace has to be set to. */
  settings?: Partial<Settings>
  /** The requirements that it speaks to. */
  requirements: readonly RequirementId[]
  /** Why it cannot show both outcomes among the strategies, in a sentence. */
  oneSided?: string
  /** What the traits of a strategy say will come of it. */
  predict(strategy: StrategyDescription, settings: Settings): Prediction
  play(context: AttackContext): Promise<Result>
}

/**
 * The owner signs in, and a thief copies what the browser holds.
 * @throws when either is refused: who cannot get in before proves nothing afterwards
 */
export async function signInAndCopy(
  context: AttackContext,
  { username = 'alice', place }: { username?: string; place?: Place } = {},
): Promise<{ victim: Client; thief: Client }> {
  const victim = context.client('victim')
  const thief = context.client('thief', place)
  const entry = await victim.signIn(username)
  if (!entry.accepted) throw new Error(`the owner could not sign in: ${entry.reason}`)
  await thief.copyFrom(victim)
  for (const client of [victim, thief]) {
    const { accepted, reason } = await client.request()
    if (!accepted) throw new Error(`nobody got in before the attack: ${reason}`)
  }
  return { victim, thief }
}

/** Is it let in, with what it holds or with what it can renew that to? */
export async function getsIn(client: Client): Promise<boolean> {
  if ((await client.request()).accepted) return true
  const renewal = await client.renew()
  return renewal?.accepted === true && (await client.request()).accepted
}

/** Is it shown what only an admin is shown, with what it holds or with what it can renew that to? */
export async function readsReport(client: Client): Promise<boolean> {
  if ((await client.adminReport()).accepted) return true
  const renewal = await client.renew()
  return renewal?.accepted === true && (await client.adminReport()).accepted
}
