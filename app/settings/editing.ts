import type { FieldError, Settings } from '#lib/workspace/settings.ts'
import { namesOf, type SettingsText } from '#lib/workspace/settings-text.ts'

export type Name = keyof Settings
export type Some = Partial<SettingsText>

/** What a page of settings knows. Whoever changes it makes another. */
export interface Editing {
  /** In force, as far as it is known here. */
  saved: SettingsText
  /** In the fields. */
  draft: SettingsText
  /** Why the server did not take what is in some of them. */
  errors: readonly FieldError[]
  /** What this page changed last, and what was in the fields before: one press puts it back. */
  last: { is: Some; was: Some } | null
  /** What somebody else changed meanwhile: another tab, or a program. */
  elsewhere: readonly Name[]
  /** Nothing was saved at all, and why: the server did not answer, say. */
  failure: string | null
}

export const editing = (saved: SettingsText): Editing => ({
  saved,
  draft: saved,
  errors: [],
  last: null,
  elsewhere: [],
  failure: null,
})

const some = (names: readonly Name[], of: SettingsText): Some =>
  Object.fromEntries(names.map((name) => [name, of[name]]))

/** What is in the fields and not in force. */
export const unsaved = ({ saved, draft }: Editing): Some =>
  some(
    namesOf(draft).filter((name) => draft[name] !== saved[name]),
    draft,
  )

/** What is in force in the place of these. */
export const inForceFor = ({ saved }: Editing, values: Some): Some =>
  some(
    namesOf(saved).filter((name) => values[name] !== undefined),
    saved,
  )

export const typed = (before: Editing, values: Some): Editing => ({
  ...before,
  draft: { ...before.draft, ...values },
})

/** What the fields hold that these values would take the place of. */
export const replaced = ({ draft }: Editing, values: Some): Some =>
  some(
    namesOf(draft).filter((name) => values[name] !== undefined && values[name] !== draft[name]),
    draft,
  )

/**
 * The server says what is in force.
 * @param sent what it was asked to change; nothing, where it was only asked
 * @param was what the fields held before
 */
export function answered(
  before: Editing,
  now: SettingsText,
  sent: Some = {},
  was: Some = {},
): Editing {
  const names = namesOf(now)
  const elsewhere = names.filter(
    (name) => now[name] !== before.saved[name] && sent[name] === undefined,
  )
  // What has been typed since it was sent stays, and so does what was not sent.
  const isKept = (name: Name) =>
    before.draft[name] !== before.saved[name] && before.draft[name] !== sent[name]
  const draft = Object.fromEntries(
    names.map((name) => [name, (isKept(name) ? before.draft : now)[name]]),
  ) as SettingsText
  const changed = names.filter((name) => sent[name] !== undefined)
  return {
    saved: now,
    draft,
    errors: before.errors.filter(({ path }) =>
      names.some((n) => n === path && draft[n] !== now[n]),
    ),
    last: changed.length > 0 ? { is: some(changed, now), was } : before.last,
    elsewhere: [...new Set([...before.elsewhere, ...elsewhere])],
    failure: null,
  }
}

export const refused = (
  before: Editing,
  { detail, errors }: { detail: string; errors: readonly FieldError[] },
): Editing => ({ ...before, errors, failure: errors.length > 0 ? null : detail })

/** What can be saved by itself where the server has found fault with the rest. */
export const withoutFaults = (sent: Some, errors: readonly FieldError[]): Some =>
  Object.fromEntries(
    Object.entries(sent).filter(([name]) => errors.every(({ path }) => path !== name)),
  )
