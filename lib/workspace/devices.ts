import type { Carried, Refused, SessionStrategy, SessionSummary } from '../strategies/contract.ts'

export interface Devices {
  ok: true
  account: string
  /** The session that asks. */
  own: string
  sessions: SessionSummary[]
  /** False when the account has no such session. */
  end(id: string): Promise<boolean>
}

/** The devices of whoever asks. Null: the strategy cannot know them. */
export async function devicesOf(
  strategy: SessionStrategy,
  carried: Carried,
): Promise<Devices | Refused | null> {
  const { devices } = strategy
  if (!devices) return null
  // A copy that is believed for a while reaches no other session.
  const verdict = await strategy.verify(carried, { thorough: true })
  if (!verdict.ok) return verdict
  const { id: own, account } = verdict.session
  const sessions = await devices.list(account)
  return { ok: true, account, own, sessions, end: (id) => devices.end(account, id) }
}
