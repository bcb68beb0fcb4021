import type { ReactNode } from 'react'
import type { Lifetimes } from '#lib/strategies/lifetimes.ts'
import type { Preset } from '#lib/workspace/presets.ts'
import type { Named } from '#app/_words/named.ts'
import type { ToldGroup } from './_attacks/groups.ts'

/** What each view is given; it takes what it needs. */
export interface ViewProps {
  strategies: readonly Named[]
  groups: readonly ToldGroup[]
  presets: readonly Preset[]
  workspace: Lifetimes
  /** What the marks in the matrix of events stand for, and how its ranking gives points. */
  legend: ReactNode
  rules: ReactNode
}
