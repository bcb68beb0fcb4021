import type { StrategyDescription } from '#lib/strategies/describe.ts'

/** A strategy that a story can be played under. */
export interface Playable {
  id: string
  title: string
  /** What the credential is called that a thief copies. */
  token: string
}

export const playable = ({
  id,
  title,
  credentials,
}: Pick<StrategyDescription, 'id' | 'title' | 'credentials'>): Playable => ({
  id,
  title,
  token: credentials.map(({ name }) => name).join('+'),
})
