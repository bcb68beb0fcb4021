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
  /** `number` is what tokens are stamped with from then on; `keep` marks the one that lives on. */
  | { kind: 'cut-off'; mark: string; number: number; keep: string; ends: number }

/** What a process holds of the revocations of all, in its memory. */
export interface Replica {
  tell(told: Told): void
  isRevoked(whose: Whose, token: StampedToken): boolean
  /** Lets go of what has ended; `now` in seconds of the server's clock. */
  sweep(now: number): void
  size(): number
}

/** 128 bits that name a token, an account, or everybody (''), of one strategy in one workspace. */
export const markOf = ({ workspace, strategy }: Whose, kind: 'token' | 'account', id: string) =>
  hash('sha256', `${kind}\n${workspace}\n${strategy}\n${id}`, 'base64url').slice(0, MARK_LENGTH)
/** 126 bits in this spelling: enough that no two are ever alike. */
const MARK_LENGTH = 21

function wordsOf(mark: string): Mark {
  // One more letter makes the 16 bytes whole.
  const bytes = Buffer.from(`${mark}A`, 'base64url')
  return [0, 4, 8, 12].map((at) => bytes.readUInt32LE(at)) as unknown as Mark
}

const SWEPT_AT_ONCE = 4_096

/** @param base where an epoch begins to count: what was stamped below is void */
export function createReplica(base: number): Replica {
  const revoked = createRevokedSet()
  const cutOffs = new Map<string, { number: number; keep: string; ends: number }>()

  const isCutOff = (mark: string, stamp: number, token: () => string): boolean => {
    const found = cutOffs.get(mark)
    return found !== undefined && found.number > stamp && found.keep !== token()
  }

  return {
    tell(told) {
      if (told.kind === 'revoked') return revoked.add(wordsOf(told.mark), told.ends)
      const { mark, number, keep, ends } = told
      // What is told twice, or late, changes nothing.
      if ((cutOffs.get(mark)?.number ?? 0) < number) cutOffs.set(mark, { number, keep, ends })
    },
    isRevoked(whose, { id, account, stamp }) {
      if (stamp < base) return true
      const token = markOf(whose, 'token', id)
      if (revoked.has(wordsOf(token))) return true
      if (cutOffs.size === 0) return false
      const own = () => token
      return (
        isCutOff(markOf(whose, 'account', account), stamp, own) ||
        isCutOff(markOf(whose, 'account', ''), stamp, own)
      )
    },
    sweep(now) {
      revoked.sweep(now, SWEPT_AT_ONCE)
      for (const [mark, { ends }] of cutOffs) if (ends < now) cutOffs.delete(mark)
    },
    size: () => revoked.size() + cutOffs.size,
  }
}
