import { hash } from 'node:crypto'
import { remembered } from '../../kernel/remembered.ts'
import type { StampedToken } from '../contract.ts'
import { createHeldCutOffs, type CutOff, type Whose } from './held-cut-offs.ts'
import { createRevokedSet, type Mark } from './revoked-set.ts'

/** What has happened, as the feed tells it. Ends are in seconds of the server's clock. */
export type Told = { kind: 'revoked'; mark: string; ends: number } | ({ kind: 'cut-off' } & CutOff)

/** What a process holds of the revocations of all, in its memory. */
export interface Replica {
  tell(told: Told): void
  isRevoked(whose: Whose, token: StampedToken): boolean
  /** Lets go of what has ended; `now` in seconds of the server's clock. */
  sweep(now: number): void
}

/** 126 bits that name a token, wherever it was issued: no two are ever alike. */
export const markOf = ({ workspace, strategy }: Whose, id: string) =>
  hash('sha256', `${workspace}\n${strategy}\n${id}`, 'base64url').slice(0, MARK_LENGTH)
const MARK_LENGTH = 21

function wordsOf(mark: string): Mark {
  // One more letter makes the 16 bytes whole.
  const bytes = Buffer.from(`${mark}A`, 'base64url')
  const at = (place: number) => bytes.readUInt32LE(place)
  return [at(0), at(4), at(8), at(12)]
}

/** The words of a mark, and whose it is: a token of the same id may be another's. */
interface Known extends Whose {
  words: Mark
}

const SWEPT_AT_ONCE = 4_096
/** Tokens that were looked up lately: a client comes again with the same one. */
const REMEMBERED = 10_000

/** @param base where an epoch begins to count: what was stamped below is void */
export function createReplica(base: number): Replica {
  const revoked = createRevokedSet()
  const cutOffs = createHeldCutOffs()
  const marks = remembered<Known>(REMEMBERED)

  /** Nothing but the mark is remembered, and never whether a token is revoked. */
  function wordsFor({ workspace, strategy }: Whose, id: string): Mark {
    const known = marks.get(id)
    if (known?.workspace === workspace && known.strategy === strategy) return known.words
    const words = wordsOf(markOf({ workspace, strategy }, id))
    marks.set(id, { workspace, strategy, words })
    return words
  }

  return {
    tell(told) {
      if (told.kind === 'revoked') revoked.add(wordsOf(told.mark), told.ends)
      else cutOffs.add(told)
    },
    isRevoked(whose, token) {
      if (token.stamp < base) return true
      return revoked.has(wordsFor(whose, token.id)) || cutOffs.reach(whose, token)
    },
    sweep(now) {
      revoked.sweep(now, SWEPT_AT_ONCE)
      cutOffs.sweep(now)
    },
  }
}
