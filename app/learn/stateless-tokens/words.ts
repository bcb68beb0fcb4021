import { readable } from '#lib/evidence/words/durations.ts'
import {
  refusedBy,
  type Moment,
  type Signer,
  type TokenPlay,
  type TokenResult,
} from '#lib/scenarios/plays/token.ts'
import type { TokenCheck } from '#lib/tokens/contract.ts'

/** What is said of a look at the token: every sentence follows from what the check answered. */

export const checkWords: Record<TokenCheck, { asks: string; refused: string }> = {
  form: {
    asks: 'Is it three parts, none of them empty, and does the header name a key (kid)?',
    refused: 'this does not have the form of a signed token.',
  },
  key: { asks: 'Does the server know that key?', refused: 'the server knows no such key.' },
  signature: {
    asks: 'Was it signed with that key, by the algorithm of the key, whatever alg says?',
    refused: 'the signature does not fit.',
  },
  names: {
    asks: 'Was it issued by this server (iss), for this application (aud)?',
    refused: 'it is not from this server, or not for this application.',
  },
  dates: {
    asks: 'Is it before exp, and not before iat?',
    refused: 'it is outside of its dates.',
  },
  type: { asks: 'Is it an access token (typ)?', refused: 'it is a token of another kind.' },
  claims: {
    asks: 'Does it say who is signed in, and in which role?',
    refused: 'it does not say who is signed in.',
  },
}

export const signerWords: Record<Signer, string> = {
  kept: 'as it stands below',
  own: 'made with a key of your own',
  server: "made with the server's key, as if that had leaked",
}

export function momentWords(moment: Moment, lifetime: number): string {
  switch (moment) {
    case 'at-once':
      return 'At once'
    case 'half-time':
      return `After ${readable(Math.floor(lifetime / 2))}`
    case 'last-second':
      return 'In its last second'
    case 'at-the-end':
      return `After ${readable(lifetime)}`
  }
}

/** The biggest thing on the page: what the server says. */
export function headline(
  { loggedOut }: TokenPlay,
  { verdict, presented, issued, passed }: TokenResult,
): string {
  const isEdited = presented !== issued
  if (!verdict.accepted) {
    const by = refusedBy({ passed })
    if (by === 'dates' && verdict.reason === 'expired' && !isEdited) {
      return 'Refused: it has expired. Nothing else ended it.'
    }
    return `Refused: ${by ? checkWords[by].refused : 'for another reason.'}`
  }
  const { username, role } = verdict.session
  if (isEdited) return `Accepted, as ${username} (${role}): whoever has the key is believed.`
  if (loggedOut) return 'Alice has logged out, and her token is accepted all the same.'
  return `Accepted, as ${username} (${role}). No one was asked.`
}
