import { costWords } from '#lib/evidence/words/promises.ts'
import type { EventName } from '#lib/strategies/events.ts'
import type { Look } from '#app/_data/answers.ts'
import { HeistView, type Heist } from '#app/_scene/heist-view.tsx'
import type { Sequenced } from '#app/_sequence/message.ts'
import type { RefusalWords } from '../_run/lab-data.ts'
import { laneStatusOf } from '../_run/lane-status.ts'
import { laneOf, type Run } from '../_run/run.ts'
import { lessonOf, refusedFor } from './scene-words.ts'

/**
 * Alice, the server and the thief under one strategy. Every movement is a request of this run. Before
 * there is one, the server draws it.
 */
export const Scene = ({
  strategy,
  run,
  event,
  refusals,
}: {
  strategy: Sequenced
  run: Run
  event: EventName
  refusals: RefusalWords
}) => (
  <div data-scene={strategy.id} className="p-4">
    <HeistView heist={heistOf(strategy, run, refusals)} />
    <p className="mt-3 min-h-12 text-base">{lessonOf(run, strategy, event, refusals)}</p>
  </div>
)

function heistOf(strategy: Sequenced, run: Run, refusals: RefusalWords): Heist {
  const { thief, victim, failed, ended } = laneOf(run, strategy.id)
  const { kind } = laneStatusOf(run, strategy.id)
  const hasRun = run.stolenAt !== null && failed === null
  const copy = hasRun ? thief : null
  const isForgotten = hasRun && victim !== null && !victim.accepted
  return {
    token: strategy.credentials.map(({ name }) => name).join('+'),
    // Each round is drawn once.
    turn: run.now,
    door: hasRun ? (kind === 'in' || kind === 'waiting' ? 'open' : 'shut') : 'unknown',
    alice: {
      holds: hasRun && !isForgotten,
      word: hasRun ? (isForgotten ? 'thrown away' : 'holds') : 'not signed in',
      says: hasRun ? aliceWords(victim, run, ended, refusals) : '\u00a0',
      asks: hasRun && !isForgotten,
    },
    thief: {
      holds: copy !== null,
      word: copy ? 'holds a copy' : 'holds nothing',
      says: copy ? thiefWords(copy, refusals) : '\u00a0',
      asks: copy !== null,
      isRefused: copy !== null && !copy.accepted,
    },
    store: storeOf(copy),
  }
}

function storeOf(copy: Look | null): Heist['store'] {
  if (copy === null) return { words: 'store', isAsked: false }
  return copy.reads > 0
    ? { words: `store: ${costWords(copy)}`, isAsked: true }
    : { words: 'store: not asked', isAsked: false }
}

const thiefWords = ({ accepted, username, role, reason }: Look, refusals: RefusalWords): string =>
  accepted ? `200: ${username ?? ''}, ${role ?? ''}` : `401: ${refusedFor(reason, refusals)}`

function aliceWords(
  victim: Look | null,
  run: Run,
  ended: 'server' | 'client-only' | null,
  refusals: RefusalWords,
): string {
  if (!victim) return ' '
  if (victim.accepted) return `200: ${victim.username ?? ''}, ${victim.role ?? ''}`
  if (ended === 'client-only') return 'the server was told nothing'
  if (run.event === 'logout' || run.event === 'logout-everywhere') return 'signed out'
  return `401: ${refusedFor(victim.reason, refusals)}`
}
