import { lifetimeNames, type LifetimeName } from '#lib/strategies/lifetimes.ts'
import type { Preset } from '#lib/workspace/presets.ts'

type LifetimesText = Record<LifetimeName, string>

/** Lifetimes as the fields hold them. */
export const asText = (lifetimes: Preset['lifetimes']) =>
  Object.fromEntries(lifetimeNames.map((name) => [name, String(lifetimes[name])])) as LifetimesText

const haveSame = (one: LifetimesText, other: LifetimesText): boolean =>
  lifetimeNames.every((name) => one[name] === other[name])

/** The preset whose lifetimes are these; none where somebody chose their own. */
export const presetOf = (presets: readonly Preset[], texts: LifetimesText): Preset | undefined =>
  presets.find(({ lifetimes }) => haveSame(texts, asText(lifetimes)))
