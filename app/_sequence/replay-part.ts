import { refusalWords } from '#lib/evidence/words/refusals.ts'
import { inHours, readable } from '#lib/evidence/words/durations.ts'
import type { CellRun } from '#lib/evidence/model.ts'
import type { EventName } from '#lib/strategies/events.ts'
import { costNote, message, TO_COME, type Message, type Part, type Sequenced } from './message.ts'
import { checkWords, requestWords } from './state-words.ts'

type Knock = CellRun['knocks'][number]

/** The replay as it was measured: the first knock, those that follow, and the one that ends it. */
export function replayPart(strategy: Sequenced, event: EventName, run: CellRun): Part {
  const first = run.knocks[0]
  const last = run.knocks.at(-1)
  if (!first || !last) return { title: 'The replay', messages: [] }
  const opening = [
    message('thief', 'server', `GET …/me with the copy`, {
      note: `${readable(first.at)} after the event`,
    }),
    ...checked(strategy, first),
    answer(event, first, first.in),
  ]
  return { title: 'The replay', messages: first.in ? [...opening, ...rest(event, run)] : opening }
}

/** The same while it is being measured: as many steps as the promise lets expect, and no number. */
export function replayToCome(strategy: Sequenced, event: EventName): Part {
  const note = TO_COME
  const answered = message('server', 'thief', 'the answer', { isAnswer: true })
  const opening = [
    message('thief', 'server', `GET …/me with the copy`, { note }),
    strategy.perRequest.reads > 0
      ? message('server', 'store', requestWords(strategy) ?? 'look it up', { note })
      : message('server', 'server', checkWords(strategy), { note }),
    answered,
  ]
  const { stops } = strategy.promises[event]
  const later = [message('thief', 'server', 'knocks on', { note }), answered]
  const isEndless = stops === 'never' || stops === 'not-by-this'
  return {
    title: 'The replay',
    messages:
      stops === 'at-once' ? opening : [...opening, ...(isEndless ? later.slice(0, 1) : later)],
  }
}

function checked(strategy: Sequenced, knock: Knock): Message[] {
  const note = costNote(knock)
  const isRead = knock.reads > 0 || knock.writes > 0
  return isRead
    ? [message('server', 'store', requestWords(strategy, knock.reads) ?? 'look it up', { note })]
    : [message('server', 'server', checkWords(strategy), { note })]
}

function answer(event: EventName, knock: Knock, isIn: boolean): Message {
  const who = event === 'role-change' ? `200, as ${knock.role ?? 'nobody'}` : '200 alice'
  const refused = `401, ${refusalWords(knock.reason ?? 'revoked').toLowerCase()}`
  return message('server', 'thief', knock.accepted ? who : refused, {
    isAnswer: true,
    verdict: isIn ? 'in' : 'blocked',
  })
}

/** What came after a first knock that was let in. */
function rest(event: EventName, { knocks, lastAccepted, firstRefused, horizon }: CellRun) {
  const last = knocks.at(-1)
  const renewal = knocks.find(({ renewed }) => renewed)
  const renewing = renewal
    ? [
        message('thief', 'server', 'asks for a renewal with the copy, which has run out', {
          note: `first at ${readable(renewal.at)} after the event`,
        }),
        message('server', 'thief', '200, with fresh credentials', {
          isAnswer: true,
          verdict: 'in',
        }),
      ]
    : []
  if (firstRefused === null || lastAccepted === null || !last) {
    const text = 'knocks on, and is let in every time'
    const note = `measured: ${knocks.length} knocks; still accepted at the horizon, at least ${inHours(horizon)}`
    return [...renewing, message('thief', 'server', text, { note, verdict: 'in' })]
  }
  return [
    ...renewing,
    message('thief', 'server', `knocks on, and is let in until ${readable(lastAccepted)}`, {
      note: `measured: accepted at ${lastAccepted} s, refused at ${firstRefused} s`,
      verdict: 'in',
    }),
    answer(event, last, false),
  ]
}
