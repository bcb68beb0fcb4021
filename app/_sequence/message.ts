import { costWords } from '#lib/evidence/words/promises.ts'
import type { Outcome } from '#lib/evidence/model.ts'
import type { StrategyDescription } from '#lib/strategies/describe.ts'
import type { VerdictKind } from '#app/_ui/verdict.tsx'

/** Who stands at the top of a lifeline, from left to right. */
export const parties = ['thief', 'client', 'server', 'store'] as const
type Party = (typeof parties)[number]

export const partyWords: Record<Party, string> = {
  thief: 'Thief',
  client: 'Alice or operator',
  server: 'Server',
  store: 'Store',
}

/** One arrow of a sequence diagram; `from` and `to` alike is something done in that place. */
export interface Message {
  from: Party
  to: Party
  text: string
  /** Small print: what was measured, and how finely. */
  note?: string
  /** An answer is drawn dashed, as sequence diagrams have it. */
  isAnswer?: boolean
  verdict?: VerdictKind
}

export interface Part {
  title: string
  messages: Message[]
}

/** A description with what the strategy asks for, which says what its store holds. */
export type Sequenced = StrategyDescription & {
  needs: readonly string[]
  /** The median of many checks, in words; missing where the kept run of the benchmarks has none. */
  checkTakes?: string
}

/** Stands where a number will come, so that nothing moves when it does. */
export const TO_COME = 'being measured'

/** A cost that was counted in the run, or else what is known without one. */
export const costNote = (measured: Outcome | null | undefined, otherwise = ''): string =>
  measured ? `measured: ${costWords(measured)}` : otherwise

/** Drops the small print where there is none. */
export const message = (
  from: Party,
  to: Party,
  text: string,
  { note, ...rest }: Omit<Partial<Message>, 'from' | 'to' | 'text'> = {},
): Message => ({ from, to, text, ...rest, ...(note && { note }) })
