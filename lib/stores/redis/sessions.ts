import type { SessionStore } from '../contract.ts'
import { sessionRow } from './row-shapes.ts'
import { tableOf } from './rows.ts'
import type { Scope } from './scope.ts'

const table = tableOf('sessions', sessionRow, { key: 'id', usedAt: 'lastSeenAt' })

export function redisSessions(scope: Scope): SessionStore {
  const { update, ...rows } = table(scope)
  return { ...rows, touch: (id, lastSeenAt) => update(id, { lastSeenAt }) }
}
