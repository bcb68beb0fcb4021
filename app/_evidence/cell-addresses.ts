import type { EventName } from '#lib/strategies/events.ts'
import { attackKey, cellKey } from './paths.ts'

/** Where the pages show the run behind a cell, under the lifetimes of a preset, or of the workspace. */

type Preset = string | undefined

const compare = (preset: Preset, strategy: string, rest: Readonly<Record<string, string>>) => {
  const query = new URLSearchParams({ ...(preset && { preset }), strategies: strategy, ...rest })
  // Slashes may stand in a query as they are, and read better.
  return `/compare?${query.toString().replaceAll('%2F', '/')}`
}

export const cellAddress = (preset: Preset, strategy: string, event: EventName): string =>
  compare(preset, strategy, { open: cellKey(strategy, event) })

export const attackAddress = (preset: Preset, strategy: string, attack: string): string =>
  compare(preset, strategy, { view: 'attacks', open: attackKey(strategy, attack) })

export const allAttacksAddress = (preset: Preset, strategy: string): string =>
  compare(preset, strategy, { view: 'attacks' })
