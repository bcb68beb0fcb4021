import type { Adapter } from 'next-auth/adapters'
import type { LibrarySession } from '../../stores/contract.ts'
import { roomFor } from './room.ts'
import type { Account, Context } from '../contract.ts'

/** What passed an adapter while the library did one thing: it does not say so itself. */
export interface Passed {
  /** The session that it looked at. */
  seen?: { row: LibrarySession; who: Account }
  /** Was there a session to be deleted? */
  deleted?: boolean
}

/**
 * next-auth's way to the rows of its sessions, for the time of one call. The library only knows the
 * machine's clock, so every time that passes here is translated.
 */
export function sessionAdapter(
  context: Context<'librarySessions' | 'accounts'>,
  device: string,
  passed: Passed,
): Adapter {
  const { librarySessions: rows, accounts, clock } = context
  const ahead = () => clock.now() - Date.now()
  const toMachine = (ms: number) => new Date(ms - ahead())
  const toWorkspace = (date: Date) => date.getTime() + ahead()
  return {
    async createSession(session) {
      const { sessionToken: token, userId: account } = session
      const times = { signedInAt: clock.now(), expiresAt: toWorkspace(session.expires) }
      await rows.insert({ token, account, device, ...times }, roomFor(context))
      return session
    },
    async getSessionAndUser(sessionToken) {
      const row = await rows.find(sessionToken)
      const who = row && (await accounts.find(row.account))
      if (!row || !who) return null
      passed.seen = { row, who }
      const user = { id: who.id, name: who.username, email: '', emailVerified: null }
      // The library takes the end itself for still in time; here it is over by then, as elsewhere.
      const expires = toMachine(row.expiresAt - 1)
      const session = { sessionToken, userId: who.id, expires }
      return { session, user }
    },
    async updateSession({ sessionToken: token, expires }) {
      if (expires) await rows.extend(token, toWorkspace(expires))
      return null
    },
    async deleteSession(token) {
      passed.deleted = await rows.remove(token)
    },
  }
}
