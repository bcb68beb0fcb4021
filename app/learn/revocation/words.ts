import { eventHappened } from '#lib/evidence/words/events-happened.ts'
import { readable } from '#lib/evidence/words/durations.ts'
import { onOneLine } from '../_chapter/on-one-line.ts'
import type { Cost } from '#lib/strategies/costs.ts'
import type {
  After,
  Kept,
  RevocationEvent,
  Way,
  WayResult,
} from '#lib/scenarios/plays/revocation.ts'

/** What each way asks about a token, and where it looks that up. */
export const wayWords: Record<Way, { title: string; asks: string; looksAt: string }> = {
  'stateless-jwt': { title: 'Nothing', asks: 'Nobody is asked.', looksAt: '' },
  'jwt-blocklist': {
    title: 'Blocklist',
    asks: "Is the token's id (jti) on the list of revoked ones, or its account cut off?",
    looksAt: 'list of revoked',
  },
  'jwt-token-version': {
    title: 'Token version',
    asks: 'Does the token carry the version that its account has now?',
    looksAt: 'version',
  },
  'jwt-issued-after': {
    title: 'Cut-off (issued after)',
    asks: "Was the token issued after its account's last cut-off?",
    looksAt: 'cut-off',
  },
  'jwt-user-key': {
    title: 'A key for each user',
    asks: 'Does the signature fit the key that the account has now?',
    looksAt: 'key version',
  },
  'jwt-allowlist': {
    title: 'Allowlist',
    asks: 'Is there still a row for the session that the token names?',
    looksAt: 'session row',
  },
}

/** Somebody honest after the event, as it was meant or not. */
export function honestWords({ isIn, asMeant }: After): string {
  if (isIn) return asMeant ? 'stays in' : 'still in'
  return asMeant ? 'signed out, as meant' : 'signed out as well'
}

export function thiefWords({ thief, refusedAfter }: WayResult): string {
  if (!thief.isIn) return 'refused at once'
  return refusedAfter === null
    ? 'still in at the horizon'
    : `still in, for ${onOneLine(readable(refusedAfter))}`
}

const times = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`

const costWords = ({ reads, writes }: Cost): string =>
  writes > 0 ? `${times(reads, 'read')} and ${times(writes, 'write')}` : times(reads, 'read')

/** What a request asks, in a sentence. */
export function requestWords({ request, aMinuteLater, forged }: WayResult): string {
  const later =
    aMinuteLater.writes > request.writes ? `; ${costWords(aMinuteLater)} a minute later` : ''
  const wrong = forged.reads > 0 ? `; ${costWords(forged)} for a forged one, too` : ''
  return `${costWords(request)} a request${later}${wrong}`
}

/** Rows of one table that are kept alike. */
export function keptWords(kept: readonly Kept[]): string[] {
  const alike = new Map<string, number>()
  for (const { table, keptFor } of kept) {
    const words = `in ${table}, ${keptFor === null ? 'without an end' : `for ${readable(keptFor)}`}`
    alike.set(words, (alike.get(words) ?? 0) + 1)
  }
  return [...alike].map(([words, count]) => `${times(count, 'row')} ${words}`)
}

/** The biggest thing on the page: how the event went, all told. */
export function headline(event: RevocationEvent, results: readonly WayResult[]): string {
  const asking = results.filter(({ request }) => request.reads > 0)
  const closed = asking.filter(({ thief }) => !thief.isIn)
  const hurt = closed.filter(({ laptop, bystander }) =>
    [laptop, bystander].some((who) => !who.isIn && !who.asMeant),
  )
  const others =
    hurt.length > 0 ? `, and ${hurt.length} sign out a device that should have stayed` : ''
  return `${eventHappened[event]}: ${closed.length} of ${asking.length} ways end the copy at once${others}.`
}
