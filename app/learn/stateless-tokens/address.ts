import { moments, signers, tokenPlaySchema, type TokenPlay } from '#lib/scenarios/plays/token.ts'
import type { ChapterPath } from '#app/_shell/chapters.ts'
import type { Query } from '#app/_data/query.ts'

/** What was made of the token is in the address, so that a link shows somebody the same. */

export const HERE = '/learn/stateless-tokens' satisfies ChapterPath
/** Where the play stands on the page. */
export const PLAY = 'play'

export const newPlay: TokenPlay = { edited: null, loggedOut: false, moment: moments[0] }

/** What an address asks for; null where it makes no sense. */
export function playIn(query: Query): TokenPlay | null {
  const { token, header, payload, signature, signer = signers[0] } = query
  const { out, at = newPlay.moment } = query
  const parts = { header, payload, signature, signer }
  const edited =
    token === undefined ? (header === undefined ? null : parts) : token === '' ? null : { token }
  return tokenPlaySchema.safeParse({ edited, loggedOut: out === '1', moment: at }).data ?? null
}

/** The fields of a play, as a form or an address carries them. */
export function fieldsOf({ edited, loggedOut, moment }: TokenPlay): [string, string][] {
  return [
    ...Object.entries(edited ?? {}),
    ...(loggedOut ? [['out', '1'] satisfies [string, string]] : []),
    ...(moment === newPlay.moment ? [] : [['at', moment] satisfies [string, string]]),
  ]
}

export function addressOf(play: TokenPlay): string {
  const query = new URLSearchParams(fieldsOf(play))
  return `${HERE}${query.size > 0 ? `?${query.toString()}` : ''}#${PLAY}`
}
