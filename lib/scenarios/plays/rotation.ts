import { z } from 'zod'
import type { Outcome } from '../../evidence/model.ts'
import { jwtRefreshRotation } from '../../strategies/jwt-refresh-rotation.ts'
import { contradictions, defaultSettings, type Settings } from '../../workspace/settings.ts'
import { processMemoryRuntime } from '../memory-runtime.ts'
import { inProcessStage } from '../stages/in-process.ts'
import type { Client } from '../stage.ts'

/** What a reader lets happen, one thing after the other. */
export const rotationMoves = [
  'alice-renews',
  'two-tabs-renew',
  'answer-is-lost',
  'thief-renews',
  'five-seconds-pass',
  'a-minute-passes',
] as const
export type RotationMove = (typeof rotationMoves)[number]

/** More than this is no story any more. */
export const MOST_MOVES = 12
/** Seconds; zero forgives nothing. */
const graces = [0, 5, 10, 30, 60] as const
type Grace = (typeof graces)[number]

/** Those that a workspace could set beside the lifetimes that it has: zero always. Seconds. */
export const gracesUnder = (settings: Settings): Grace[] =>
  graces.filter(
    (rotationGrace) =>
      contradictions({ ...settings, rotationGrace }, ['rotationGrace']).length === 0,
  )

export const rotationPlaySchema = z.object({
  moves: z.array(z.enum(rotationMoves)).max(MOST_MOVES),
  grace: z.literal(graces),
})
export type RotationPlay = z.infer<typeof rotationPlaySchema>

export type Party = 'alice' | 'tab' | 'thief'

/** One exchange of a refresh token, or the try. Tokens are numbered in the order they were seen in. */
export interface Exchange {
  by: Party
  /** Seconds since the sign-in. */
  at: number
  presented: number
  /** What was handed out; null where it was refused, or where the answer never came. */
  received: number | null
  /** Handed out, and lost on its way. */
  lost: number | null
  /** The refusal, as a problem code. */
  reason: string | null
  /** The same successor as somebody was given before: the grace. */
  repeated: boolean
}

export interface RotationStep {
  move: RotationMove
  at: number
  exchanges: readonly Exchange[]
}

/** Whether a party would still get in: with the access token it holds, and by renewing. */
export interface Standing {
  holds: number
  accessIsGood: boolean
  /** Whether a renewal now would be answered, and why not. */
  renewal: { accepted: boolean; reason: string | null }
  /** Whether it still gets in once its access token has run out, renewing where it can. */
  laterIsIn: boolean
}

export interface RotationResult {
  steps: readonly RotationStep[]
  /** After the last move. */
  alice: Standing
  thief: Standing
  /** Seconds. */
  accessTtl: number
}

const seconds: Partial<Record<RotationMove, number>> = {
  'five-seconds-pass': 5,
  'a-minute-passes': 60,
}

interface Playing {
  steps: RotationStep[]
  alice: Client
  thief: Client
  number(client: Client): Promise<number>
  pass(seconds: number): Promise<void>
}

/** Alice signs in, the thief copies what she holds, and then it goes as the moves say. */
async function play<T>(
  { moves, grace }: RotationPlay,
  settings: Settings,
  then: (playing: Playing) => Promise<T>,
): Promise<T> {
  const runtime = await processMemoryRuntime()
  const stage = await inProcessStage(runtime, jwtRefreshRotation, {
    ...settings,
    rotationGrace: grace,
    deviceLimit: 0,
  })
  try {
    const [alice, tab, thief] = [stage.client(), stage.client(), stage.client()]
    const seen: string[] = []
    const steps: RotationStep[] = []
    let at = 0

    const number = async (client: Client) => {
      const { refresh = '' } = await client.holds()
      if (!seen.includes(refresh)) seen.push(refresh)
      return seen.indexOf(refresh)
    }
    async function exchange(by: Party, client: Client): Promise<Exchange> {
      const presented = await number(client)
      const known = seen.length
      const outcome = await renewed(client)
      const received = outcome.accepted ? await number(client) : null
      const { reason } = outcome
      const repeated = received !== null && received < known
      return { by, at, presented, received, lost: null, reason, repeated }
    }
    const moved: Record<RotationMove, () => Promise<Exchange[]>> = {
      'alice-renews': async () => [await exchange('alice', alice)],
      'thief-renews': async () => [await exchange('thief', thief)],
      // Both send what they hold before either is answered; the browser keeps the last answer.
      async 'two-tabs-renew'() {
        await tab.copyFrom(alice)
        const exchanges = [await exchange('alice', alice), await exchange('tab', tab)]
        if (exchanges[1]?.reason === null) await alice.copyFrom(tab)
        return exchanges
      },
      async 'answer-is-lost'() {
        const before = await alice.holds()
        const sent = await exchange('alice', alice)
        await alice.hold(before)
        return [{ ...sent, received: null, lost: sent.received }]
      },
      'five-seconds-pass': async () => [],
      'a-minute-passes': async () => [],
    }

    const pass = async (by: number) => {
      await stage.advance(by)
      at += by
    }

    const signedIn = await alice.signIn('alice')
    if (!signedIn.accepted) throw new Error(`nobody got in: ${signedIn.reason}`)
    await thief.copyFrom(alice)
    await number(alice)
    for (const move of moves) {
      await pass(seconds[move] ?? 0)
      const exchanges = await moved[move]()
      steps.push({ move, at, exchanges })
    }
    return await then({ steps, alice, thief, number, pass })
  } finally {
    await stage.close()
  }
}

async function renewed(client: Client): Promise<Outcome> {
  const outcome = await client.renew()
  if (!outcome) throw new Error('the strategy has nothing to renew')
  return outcome
}

/**
 * Plays the moves for real, in process, on the strategy's own code and store. What each could do
 * next is tried as well, each time in a play of its own, so that trying changes nothing.
 * @throws what the strategy throws
 */
export async function playRotation(
  given: RotationPlay,
  settings: Settings = defaultSettings,
): Promise<RotationResult> {
  const again = <T>(then: (playing: Playing) => Promise<T>) => play(given, settings, then)
  const standing = async (who: 'alice' | 'thief'): Promise<Standing> => {
    const { accepted, reason } = await again((playing) => renewed(playing[who]))
    // Looking changes nothing, so what comes later is seen in the same play.
    const seen = await again(async (playing) => {
      const holds = await playing.number(playing[who])
      const accessIsGood = (await playing[who].request()).accepted
      await playing.pass(settings.accessTtl)
      await renewed(playing[who])
      return { holds, accessIsGood, laterIsIn: (await playing[who].request()).accepted }
    })
    return { ...seen, renewal: { accepted, reason } }
  }
  const steps = await again(async (playing) => playing.steps)
  const [alice, thief] = [await standing('alice'), await standing('thief')]
  return { steps, alice, thief, accessTtl: settings.accessTtl }
}
