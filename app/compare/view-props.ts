import type { Named } from '#lib/evidence/named.ts'
import type { ReactNode } from 'react'
import type { EventName } from '#lib/strategies/events.ts'
import type { Lifetimes } from '#lib/strategies/lifetimes.ts'
import type { Preset } from '#lib/workspace/presets.ts'
import type { AttackGroup } from './_attacks/attack-group.ts'

/** What each view is given; it takes what it needs. */
export interface ViewProps {
  strategies: readonly Named[]
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
