import type { CutOffStore } from '../contract.ts'
import { sqliteRevocations } from './revocations.ts'
import type { Scope } from './scope.ts'

/** Cut-offs without the revoked tokens beside them, which are kept for as long as the workspace. */
export function sqliteCutOffs(scope: Scope): CutOffStore {
  const { cutOff, last, stamp } = sqliteRevocations(scope, Number.MAX_SAFE_INTEGER)
  return { issueTime: stamp, set: (account) => cutOff(account), last }
}
