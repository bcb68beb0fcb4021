import type { KeptStep } from '#lib/evidence/attack-model.ts'
import { costWords } from '#lib/evidence/words/promises.ts'
import { refusalWords } from '#lib/evidence/words/refusals.ts'
import type { Heist } from './heist-view.tsx'

type Outcome = NonNullable<KeptStep['outcome']>

/** What has been played so far, in the order of its frames; the last is the one on show. */
type Played = readonly { steps: readonly KeptStep[] }[]

const isThief = ({ actor }: KeptStep) => actor === 'thief' || actor === 'renewer'
const isOwner = ({ actor }: KeptStep) => actor === 'victim'

/**
 * The scene after some frames of a run. Nothing in it is worked out but what the steps say: a door
 * that nobody has knocked at is neither open nor shut.
 * @param wasIn did the thief get what it wants at the last knock? Its answers say, where nobody else does
 */
export function heistAfter(played: Played, token: string, wasIn?: boolean | null): Heist {
  const all = played.flatMap(({ steps }) => steps)
  const now = played.at(-1)?.steps ?? []
  const asked = lastAnswer(all.filter(isThief))
  const isIn = wasIn ?? asked?.accepted
  const hasCopy = all.some((step) => isThief(step) && step.does?.type === 'copy')
  const movingThief = lastAnswer(now.filter(isThief))
  const store = lastAnswer(now)
  return {
    token,
    turn: played.length,
    door: asked ? (isIn ? 'open' : 'shut') : 'unknown',
    alice: ownerAfter(all, now),
    thief: {
      holds: hasCopy,
      word: hasCopy ? 'holds a copy' : 'has copied nothing',
      says: asked ? words(asked) : ' ',
      asks: movingThief !== null,
      isRefused: movingThief !== null && !movingThief.accepted,
    },
    store:
      store && store.reads + store.writes > 0
        ? { words: `store: ${costWords(store)}`, isAsked: true }
        : { words: store ? 'store: not asked' : 'store', isAsked: false },
  }
}

const lastAnswer = (steps: readonly KeptStep[]): Outcome | null =>
  steps.findLast(({ outcome }) => outcome !== null)?.outcome ?? null

const words = ({ accepted, reason }: Outcome): string =>
  accepted ? 'accepted' : `refused: ${refusalWords(reason ?? 'revoked').toLowerCase()}`

/** Who gives a credential up holds it no more, whatever the server makes of that. */
const givesUp = new Set(['log-out', 'close-browser'])

function ownerAfter(all: readonly KeptStep[], now: readonly KeptStep[]): Heist['alice'] {
  const own = all.filter(isOwner)
  const last = own.findLast(
    ({ does, outcome }) => outcome !== null || givesUp.has(does?.type ?? ''),
  )
  const asks = now.some((step) => isOwner(step) && step.outcome !== null)
  if (!last) return { holds: false, word: 'not signed in', says: ' ', asks }
  const { does, outcome } = last
  // Others are signed out by it, and the one who asks stays.
  const isKept = does?.type === 'log-out' && does.scope === 'others'
  if (!isKept && givesUp.has(does?.type ?? '')) {
    const says = outcome?.ended === 'client-only' ? 'the server was told nothing' : 'signed out'
    return { holds: false, word: 'thrown away', says: outcome ? says : ' ', asks }
  }
  const holds = outcome?.accepted ?? false
  return {
    holds,
    word: holds ? 'holds' : 'holds nothing good',
    says: outcome ? words(outcome) : ' ',
    asks,
  }
}
