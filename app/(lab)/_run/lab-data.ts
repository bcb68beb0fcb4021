import type { EventName } from '#lib/strategies/events.ts'
import type { Lifetimes } from '#lib/strategies/lifetimes.ts'

/** What the server sends the lab along with the strategies. */

/** The lifetimes in force, and those that one can choose. */
export interface LifetimeChoice {
  lifetimes: Lifetimes
  presets: readonly { id: string; title: string; lifetimes: Lifetimes }[]
}

/** Why a credential was refused, by the problem's code, for the middle of a sentence. */
export type RefusalWords = Readonly<Record<string, string>>

/** Lists that are long and never change: the server sends them as data, and not as a program. */
export interface LabWords {
  /** The event as something to press, what happens at it, and that it happened. */
  press: Record<EventName, string>
  about: Record<EventName, string>
  happened: Record<EventName, string>
  refusals: RefusalWords
}
