// What both examples stand on: your users, your way to check a password, and the sessions over them.
import { sameText } from '#lib/tokens/opaque.ts'
import { openSessions, openStores } from '#lib/standalone/sessions.ts'

const alice = { id: '1', username: 'alice', role: 'member' as const, disabled: false }

export const checkPassword = async (username: unknown, password: unknown) =>
  username === alice.username && sameText(String(password), 'correct horse') ? alice : null

export const sessions = openSessions({
  stores: await openStores(process.env['SESSIONS_DB'] ?? 'sessions.db'),
  secret: process.env['SESSION_SECRET'] ?? '',
  accounts: { find: async (id) => (id === alice.id ? alice : null) },
})
