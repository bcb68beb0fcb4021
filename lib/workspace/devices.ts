import type { Carried, Refused, SessionStrategy, SessionSummary } from '../strategies/contract.ts'

export interface Devices {
  ok: true
  account: string
  /** The session that asks. */
  own: string
  sessions: SessionSummary[]
  /** `not_found`: the account has no such session; any other reason: the one that asks is over. */
  end(id: string): Promise<{ ok: true } | Refused | typeof notFound>
}

const notFound = { ok: false, reason: 'not_found' } as const

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
  return {
    ok: true,
    account,
    own,
    sessions,
    async end(id) {
      if (await devices.end(account, id, own)) return { ok: true }
      const still = await strategy.verify(carried, { thorough: true })
      return still.ok ? notFound : still
    },
  }
}
