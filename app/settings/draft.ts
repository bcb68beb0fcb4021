import { lifetimeNames } from '#lib/strategies/lifetimes.ts'
import type { Settings } from '#lib/workspace/settings.ts'

/** What is in the fields, as text: nothing that was typed is lost, whatever the server says of it. */
export type Draft = Record<keyof Settings, string>

export const draftOf = (settings: Settings): Draft => ({
  ...settings,
  originCheck: String(settings.originCheck),
  tellTabs: String(settings.tellTabs),
  profileBytes: String(settings.profileBytes),
  sessionTtl: String(settings.sessionTtl),
  idleTtl: String(settings.idleTtl),
  tokenTtl: String(settings.tokenTtl),
  accessTtl: String(settings.accessTtl),
  refreshTtl: String(settings.refreshTtl),
  rotationGrace: String(settings.rotationGrace),
  cacheTtl: String(settings.cacheTtl),
  reauthAfter: String(settings.reauthAfter),
  deviceLimit: String(settings.deviceLimit),
  rememberMe: String(settings.rememberMe),
})

/** Only what differs is sent; a number that is none goes as it was typed, and the server says so. */
export function changes(draft: Draft, saved: Draft): Record<string, unknown> {
  const isNumber = (name: string) =>
    name === 'deviceLimit' ||
    name === 'profileBytes' ||
    lifetimeNames.some((lifetime) => lifetime === name)
  const value = (name: string, text: string): unknown => {
    if (['originCheck', 'tellTabs', 'rememberMe'].includes(name)) return text === 'true'
    return isNumber(name) && /^\d{1,12}$/.test(text.trim()) ? Number(text) : text
  }
  return Object.fromEntries(
    Object.entries(changed(draft, saved)).map(([name, text]) => [name, value(name, text)]),
  )
}

function changed(draft: Draft, before: Readonly<Record<string, string>>): Partial<Draft> {
  return Object.fromEntries(Object.entries(draft).filter(([name, text]) => before[name] !== text))
}

/** What is in the fields when something else is in force than was: all but what has been typed follows. */
export const withNews = (draft: Draft, before: Draft, now: Draft): Draft => ({
  ...now,
  ...changed(draft, before),
})

export type LifetimeDraft = Pick<Draft, (typeof lifetimeNames)[number]>

export const lifetimesIn = (draft: Draft): LifetimeDraft =>
  Object.fromEntries(lifetimeNames.map((name) => [name, draft[name]])) as LifetimeDraft

export const haveSameLifetimes = (one: LifetimeDraft, other: LifetimeDraft): boolean =>
  lifetimeNames.every((name) => one[name] === other[name])
