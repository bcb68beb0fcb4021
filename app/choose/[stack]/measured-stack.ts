import { cache } from 'react'
import { banHeadline } from '#lib/choose/stack-words.ts'
import type { Kind, Stack } from '#lib/choose/stacks.ts'
import type { CellSummary } from '#lib/evidence/model.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import type { EventName } from '#lib/strategies/events.ts'
import { findStrategy } from '#lib/strategies/registry.ts'
import { presets, type Preset } from '#lib/workspace/presets.ts'
import { defaultSettings, type Settings } from '#lib/workspace/settings.ts'
import { measuredCells } from '#app/_measured/measured.ts'

/** What the page of a stack tells, the ban first. */
const told: readonly EventName[] = ['ban', 'logout', 'password-change', 'role-change']

export interface MeasuredKind extends Kind {
  definition: StrategyDefinition
  cells: readonly CellSummary[]
}

export interface MeasuredStack {
  preset: Preset
  settings: Settings
  kinds: readonly MeasuredKind[]
  /** How long a banned user stays in. */
  ban: string
}

const found = <Item>(item: Item | undefined, what: string): Item => {
  if (item === undefined) throw new Error(`a stack names ${what}, and there is none`)
  return item
}

/** Every kind of a stack under the lifetimes that are documented for it; once for a request. */
export const measuredStack = cache(async (stack: Stack): Promise<MeasuredStack> => {
  const preset = found(
    presets.find(({ id }) => id === stack.preset),
    stack.preset,
  )
  const settings = { ...defaultSettings, ...preset.lifetimes }
  const kinds = await Promise.all(
    stack.kinds.map(async (kind): Promise<MeasuredKind> => {
      const definition = found(findStrategy(kind.strategy), kind.strategy)
      return { ...kind, definition, cells: await measuredCells(definition, told, settings) }
    }),
  )
  const bans = kinds.flatMap(({ cells }) => cells.filter(({ event }) => event === 'ban'))
  return { preset, settings, kinds, ban: banHeadline(stack, bans) }
})
