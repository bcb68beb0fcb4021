import type { LibrarySessionStore } from '../contract.ts'
import { librarySessionRow } from './row-shapes.ts'
import { tableOf } from './rows.ts'
import type { Scope } from './scope.ts'

const table = tableOf('library_sessions', librarySessionRow, { key: 'token', usedAt: null })

export function redisLibrarySessions(scope: Scope): LibrarySessionStore {
  const { update, find, ...rows } = table(scope)
  return { ...rows, find, extend: (token, expiresAt) => update(token, { expiresAt }) }
}
