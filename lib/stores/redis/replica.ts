import { hash } from 'node:crypto'
import type { StampedToken } from '../contract.ts'
import { createRevokedSet, type Mark } from './revoked-set.ts'

/** Whose revocations: one strategy's in one workspace. */
export interface Whose {
  workspace: string
  strategy: string
}

/** What has happened, as the feed tells it. Ends are in seconds of the server's clock. */
export type Told =
  | { kind: 'revoked'; mark: string; ends: number }
  /** `number` is what tokens are stamped with from then on; `keep` is the one that lives on, or ''. */
  | { kind: 'cut-off'; whom: string; number: number; keep: string; ends: number }

/** What a process holds of the revocations of all, in its memory. */
export interface Replica {
  tell(told: Told): void
  isRevoked(whose: Whose, token: StampedToken): boolean
  /** Lets go of what has ended; `now` in seconds of the server's clock. */
  sweep(now: number): void
}

type CutOff = Pick<Told & { kind: 'cut-off' }, 'number' | 'keep' | 'ends'>

/** An account, or everybody (''), of one strategy in one workspace: a text without spaces. */
export const whomOf = ({ workspace, strategy }: Whose, account: string) =>
  [workspace, strategy, account].map(encodeURIComponent).join('/')

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

/** What a token is looked up by. */
interface Names extends Whose {
  account: string
  words: Mark
  own: string
  everybody: string
}

const SWEPT_AT_ONCE = 4_096
/** Tokens that were looked up lately: a client comes again with the same one. */
const REMEMBERED = 10_000

/** @param base where an epoch begins to count: what was stamped below is void */
export function createReplica(base: number): Replica {
  const revoked = createRevokedSet()
  const cutOffs = new Map<string, CutOff>()
  const remembered = new Map<string, Names>()

  /** Nothing but names is remembered, and never whether a token is revoked. */
  function namesOf({ workspace, strategy }: Whose, { id, account }: StampedToken): Names {
    const found = remembered.get(id)
    const isOurs = found?.workspace === workspace && found.strategy === strategy
    if (found && isOurs && found.account === account) return found
    const whose = { workspace, strategy }
    const names = {
      ...whose,
      account,
      words: wordsOf(markOf(whose, id)),
      own: whomOf(whose, account),
      everybody: whomOf(whose, ''),
    }
    if (remembered.size >= REMEMBERED) remembered.clear()
    remembered.set(id, names)
    return names
  }

  const isCutOff = (whom: string, { id, stamp }: StampedToken): boolean => {
    const found = cutOffs.get(whom)
    return found !== undefined && found.number > stamp && found.keep !== id
  }

  return {
    tell(told) {
      if (told.kind === 'revoked') return revoked.add(wordsOf(told.mark), told.ends)
      const { whom, number, keep, ends } = told
      // What is told twice, or late, changes nothing.
      if ((cutOffs.get(whom)?.number ?? 0) < number) cutOffs.set(whom, { number, keep, ends })
    },
    isRevoked(whose, token) {
      if (token.stamp < base) return true
      const { words, own, everybody } = namesOf(whose, token)
      return revoked.has(words) || isCutOff(own, token) || isCutOff(everybody, token)
    },
    sweep(now) {
      revoked.sweep(now, SWEPT_AT_ONCE)
      for (const [whom, { ends }] of cutOffs) if (ends < now) cutOffs.delete(whom)
    },
  }
}
