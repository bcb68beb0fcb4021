import { createHmac, KeyObject } from 'node:crypto'
import { z } from 'zod'
import { toSeconds } from '../../kernel/clock.ts'
import { createMeter } from '../../kernel/meter.ts'
import type { Refusal } from '../../kernel/problem.ts'
import type { Session } from '../../strategies/contract.ts'
import type { Cost } from '../../strategies/costs.ts'
import { statelessJwt } from '../../strategies/stateless-jwt.ts'
import { tokenChecks, type Key, type TokenCheck } from '../../tokens/contract.ts'
import { createTokens } from '../../tokens/jwt.ts'
import { macOf } from '../../tokens/key.ts'
import { verifiedTokens } from '../../tokens/verified.ts'
import { defaultSettings, lifetimesOf, type Settings } from '../../workspace/settings.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import { memoryRuntime } from '../memory-runtime.ts'
import { decoded, encoded, signedPart, type TokenText } from './token-text.ts'

/** More than any of it needs, and still an address. Characters. */
const MOST = 4_000
const text = z.string().max(MOST)

/** What the signature is: as it stands there, or made anew over header and payload. */
export const signers = ['kept', 'own', 'server'] as const
export type Signer = (typeof signers)[number]

/** When the token is presented, in the life that it was issued for. */
export const moments = ['at-once', 'half-time', 'last-second', 'at-the-end'] as const
export type Moment = (typeof moments)[number]

export const tokenPlaySchema = z.object({
  /** What was made of the token, part by part or as a whole; null leaves it as it was issued. */
  edited: z
    .union([
      z.object({ token: text }),
      z.object({ header: text, payload: text, signature: text, signer: z.enum(signers) }),
    ])
    .nullable(),
  loggedOut: z.boolean(),
  moment: z.enum(moments),
})
export type TokenPlay = z.infer<typeof tokenPlaySchema>

export interface TokenResult {
  issued: string
  presented: string
  shown: TokenText
  /** What the log-out was answered with; null where nobody logged out. */
  ended: 'server' | 'client-only' | null
  verdict: { accepted: true; session: Session } | { accepted: false; reason: Refusal }
  /** In their order: a refused token has passed all before the first that is not among them. */
  passed: readonly TokenCheck[]
  /** What the look asked of the stores. */
  cost: Cost
  /** Seconds since it was issued, and for how many it was issued. */
  age: number
  lifetime: number
  /** By the clock of the play. Unix seconds. */
  now: number
}

/** A secret that the server has never seen. */
const OWN_SECRET = 'a secret of your own'

/**
 * Alice signs in, and the token that she is given is edited and presented. The world is made anew
 * from the same seed each time, so that what is issued is the same from one play to the next.
 * @throws what the strategy throws
 */
export async function playToken(
  play: TokenPlay,
  settings: Settings = defaultSettings,
): Promise<TokenResult> {
  const runtime = await memoryRuntime([statelessJwt])
  try {
    const { id, workspace } = await runtime.create({
      ...settings,
      algorithm: 'HS256',
      profileBytes: 0,
    })
    const alice = await workspace.users.named('alice')
    if (!alice) throw new Error('there is no alice')
    const start = workspace.strategy(statelessJwt)
    const { session, credentials } = await start.start(alice, 'a browser', {})
    const issued = credentials.access?.value ?? ''
    const lifetime = Math.round((session.expiresAt - workspace.clock.now()) / 1000)
    const presented = await edit(play, issued, await workspace.ring(statelessJwt).current())

    const ending = play.loggedOut ? await start.end({ access: issued }, 'this') : null
    const age = ageAt(play.moment, lifetime)
    await runtime.workspaces.advance(workspace.key, age * 1000)
    const later = await runtime.open(id)
    if (!later) throw new Error('the workspace of the play is gone')
    const meter = createMeter()
    const verdict = await later.strategy(statelessJwt, meter).verify({ access: presented })
    return {
      issued,
      presented,
      shown: decoded(presented),
      ended: ending?.ok ? ending.ended : null,
      verdict: verdict.ok
        ? { accepted: true, session: verdict.session }
        : { accepted: false, reason: verdict.reason },
      passed: await checksPassed(later, issued, presented),
      cost: { ...meter },
      age,
      lifetime,
      now: toSeconds(later.clock.now()),
    }
  } finally {
    await runtime.close()
  }
}

const ageAt = (moment: Moment, lifetime: number): number =>
  ({
    'at-once': 0,
    'half-time': Math.floor(lifetime / 2),
    'last-second': lifetime - 1,
    'at-the-end': lifetime,
  })[moment]

async function edit({ edited }: TokenPlay, issued: string, key: Key): Promise<string> {
  if (!edited) return issued
  if ('token' in edited) return edited.token.trim()
  const { signer, ...parts } = edited
  const signed = signedPart(parts)
  switch (signer) {
    case 'kept':
      return encoded({ ...parts, signature: parts.signature.trim() })
    case 'own':
      return `${signed}.${createHmac('sha256', OWN_SECRET).update(signed).digest('base64url')}`
    case 'server': {
      if (!(key.sign instanceof KeyObject)) throw new Error('it is signed with a secret')
      return `${signed}.${macOf(key.sign, signed)}`
    }
  }
}

/** The same look by the same code, which tells of each check that was passed. */
async function checksPassed(
  workspace: Workspace,
  issued: string,
  presented: string,
): Promise<TokenCheck[]> {
  const passed: TokenCheck[] = []
  const { iss: issuer, aud: audience } = namesSchema.parse(JSON.parse(decoded(issued).payload))
  const { clock, random, settings } = workspace
  const strategy = statelessJwt.create({
    tokens: createTokens({
      ring: workspace.ring(statelessJwt),
      issuer,
      audience,
      clock,
      // Nothing was seen before: each check is made.
      verified: verifiedTokens(),
      passed: (check) => passed.push(check),
    }),
    clock,
    random,
    lifetimes: lifetimesOf(settings),
    deviceLimit: 0,
    profileBytes: 0,
  })
  await strategy.verify({ access: presented })
  return passed
}

const namesSchema = z.object({ iss: z.string(), aud: z.string() })

/** The check that refused it; null where it passed all. */
export const refusedBy = ({ passed }: Pick<TokenResult, 'passed'>): TokenCheck | null =>
  tokenChecks.find((check) => !passed.includes(check)) ?? null
