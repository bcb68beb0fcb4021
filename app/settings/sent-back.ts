import { problems } from '#lib/kernel/problem.ts'
import { contradictions, settingsSchema, type Settings } from '#lib/workspace/settings.ts'
import { namesOf, textOf, valuesOf } from '#lib/workspace/settings-text.ts'
import type { SentBack } from './settings-form.tsx'
import type { Query } from '#app/_data/query.ts'

/** What the address says of a form that was sent without JavaScript: what was typed, and what is wrong. */
export function sentBack(query: Query, saved: Settings): SentBack {
  if (query['saved'] !== undefined) return { typed: {}, errors: [], said: 'Saved.' }
  const code = query['refused']
  if (typeof code !== 'string') return { typed: {}, errors: [], said: null }
  const title = Object.entries(problems).find(([own]) => own === code)?.[1].title
  const said = `Nothing was saved. ${title ?? 'The server did not take it'}.`
  const inForce = textOf(saved)
  const typed = Object.fromEntries(
    namesOf(inForce).flatMap((name) => {
      const text = query[name]
      return typeof text === 'string' && text !== inForce[name] ? [[name, text]] : []
    }),
  )
  const parsed = settingsSchema.partial().safeParse(valuesOf(typed, saved))
  const errors = parsed.success
    ? contradictions(settingsSchema.parse({ ...saved, ...parsed.data }), Object.keys(typed))
    : parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
  return { typed, errors, said }
}
