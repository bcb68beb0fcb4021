import type { AttackCell } from '#lib/evidence/attack-model.ts'
import type { Named } from '#lib/evidence/named.ts'
import type { ReactNode } from 'react'
import type { EventName } from '#lib/strategies/events.ts'
import type { Lifetimes } from '#lib/strategies/lifetimes.ts'
import type { Preset } from '#lib/workspace/presets.ts'
import type { KeptRows } from '#app/_measured/kept.ts'
import type { AttackGroup } from './_attacks/attack-group.ts'

/** What each view is given; it takes what it needs. */
export interface ViewProps {
  /** Those that are measured while one looks. */
  strategies: readonly Named[]
  /** Those that are not, with what is known of them, and under which sources of lifetimes it is. */
  kept: KeptRows & { attacks: readonly AttackCell[]; sources: readonly string[] }
  groups: readonly AttackGroup[]
  presets: readonly Preset[]
  /** What is said of the lifetimes of each, by id. */
  told: Readonly<Record<string, ReactNode>>
  workspace: Lifetimes
  /** What happens at each event. */
  abouts: Readonly<Record<EventName, string>>
  /** What the marks in the matrix of events stand for, and how its ranking gives points. */
  legend: ReactNode
  rules: ReactNode
}
