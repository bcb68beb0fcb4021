import type { Settings } from './settings.ts'

/** Settings as fields and forms hold them: nothing that was typed is lost, whatever comes of it. */
export type SettingsText = Record<keyof Settings, string>

/** The names of `Settings`, which a page has by having some settings: the schema stays at the server. */
export const namesOf = (settings: Record<keyof Settings, unknown>): (keyof Settings)[] =>
  Object.keys(settings) as (keyof Settings)[]

export const textOf = (settings: Settings): SettingsText =>
  Object.fromEntries(
    namesOf(settings).map((name) => [name, String(settings[name])]),
  ) as SettingsText

/**
 * Values for what was typed, each of the type that it has in `like`. A number that is none stays as it
 * was typed, and whoever checks it says so.
 */
export function valuesOf(
  texts: Readonly<Record<string, string | undefined>>,
  like: Settings,
): Record<string, unknown> {
  const value = (usual: unknown, text: string): unknown => {
    if (typeof usual === 'boolean') return text === 'true'
    const isNumber = typeof usual === 'number' && /^\s*\d{1,12}\s*$/.test(text)
    return isNumber ? Number(text) : text
  }
  return Object.fromEntries(
    namesOf(like).flatMap((name) => {
      const text = texts[name]
      return text === undefined ? [] : [[name, value(like[name], text)]]
    }),
  )
}
