import type { StampedToken } from '../contract.ts'

/** Whose revocations: one strategy's in one workspace. */
export interface Whose {
  workspace: string
  strategy: string
}

/** `number` is what tokens are stamped with from then on; `keep` is the one that lives on, or ''. */
export interface CutOff {
  /** See `whomOf`. */
  whom: string
  number: number
  keep: string
  /** In seconds of the lab's clock. */
  ends: number
}

/** The cut-offs in force, in the memory of a process. */
export interface HeldCutOffs {
  /** What is told twice, or late, changes nothing. */
  add(told: CutOff): void
  /** Does one of the token's account, or of everybody, reach it? */
  reach(whose: Whose, token: StampedToken): boolean
  /** Lets go of what has ended, among the next `most`; `now` in seconds of the lab's clock. */
  sweep(now: number, most: number): void
}

/** An account, or everybody (''), of one strategy in one workspace: a text without spaces. */
export const whomOf = ({ workspace, strategy }: Whose, account: string) =>
  [workspace, strategy, account].map(encodeURIComponent).join('/')

type ByAccount = Map<string, CutOff>

export function createHeldCutOffs(): HeldCutOffs {
  // Name within name, so that a lookup makes no text: every request does two.
  const held = new Map<string, Map<string, ByAccount>>()

  function add(told: CutOff): void {
    const [workspace = '', strategy = '', account = ''] = told.whom
      .split('/')
      .map(decodeURIComponent)
    const inWorkspace = held.get(workspace) ?? new Map<string, ByAccount>()
    const ofStrategy = inWorkspace.get(strategy) ?? new Map<string, CutOff>()
    if ((ofStrategy.get(account)?.number ?? 0) >= told.number) return
    held.set(workspace, inWorkspace.set(strategy, ofStrategy.set(account, told)))
  }

  /** Each, as what lets go of it if it has ended. What comes meanwhile is met in its turn. */
  function* all() {
    for (const [workspace, strategies] of held) {
      for (const [strategy, accounts] of strategies) {
        for (const [account, { ends }] of accounts) {
          yield (now: number) => {
            if (ends < now) accounts.delete(account)
            if (accounts.size === 0) strategies.delete(strategy)
            if (strategies.size === 0) held.delete(workspace)
          }
        }
      }
    }
  }
  let walk = all()

  return {
    add,
    reach({ workspace, strategy }, { id, account, stamp }) {
      const found = held.get(workspace)?.get(strategy)
      if (found === undefined) return false
      const reaches = (by: CutOff | undefined) =>
        by !== undefined && by.number > stamp && by.keep !== id
      return reaches(found.get(account)) || reaches(found.get(''))
    },
    sweep(now, most) {
      for (let looked = 0; looked < most; looked += 1) {
        const { value: letGo, done } = walk.next()
        if (done) {
          walk = all()
          return
        }
        letGo(now)
      }
    },
  }
}
