'use client'

import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { lifetimeNames } from '#lib/strategies/lifetimes.ts'
import type { Preset } from '#lib/workspace/presets.ts'
import type { Settings } from '#lib/workspace/settings.ts'
import { call, type Failure } from '#app/_data/call.ts'
import { anything } from '#app/_data/shape.ts'
import { Notice } from '#app/_ui/notice.tsx'
import { logOutChoices, strategyChoices, type Offered } from './choices.ts'
import {
  changes,
  draftOf,
  haveSameLifetimes,
  lifetimesIn,
  withNews,
  type Draft,
  type LifetimeDraft,
} from './draft.ts'
import { lifetimeFields } from './fields.ts'
import { Bytes, Choice, Seconds } from './inputs.tsx'
import { asText, Presets } from './presets.tsx'

type Outcome =
  | { kind: 'saved' }
  | { kind: 'preset'; title: string; typed: LifetimeDraft | null }
  | { kind: 'refused'; failure: Failure }
  | null

export function SettingsForm({
  workspace,
  saved: initial,
  defaults,
  presets,
  ...offered
}: {
  workspace: string | null
  saved: Settings
  defaults: Settings
  presets: readonly Preset[]
} & Offered) {
  const router = useRouter()
  const [saved, setSaved] = useState(() => draftOf(initial))
  const [draft, setDraft] = useState(saved)
  const [outcome, setOutcome] = useState<Outcome>(null)
  const [told, setTold] = useState({ initial, workspace })
  if (told.initial !== initial) {
    // Another tab may have set something else meanwhile. What was typed here stays, unless it was
    // typed for another workspace; before the first visit's is made there is none.
    const isAnother = told.workspace !== null && workspace !== told.workspace
    setTold({ initial, workspace: workspace ?? told.workspace })
    setDraft(isAnother ? draftOf(initial) : withNews(draft, saved, draftOf(initial)))
    setSaved(draftOf(initial))
    if (isAnother) setOutcome(null)
  }
  const errors = outcome?.kind === 'refused' ? outcome.failure.errors : []
  const field = (name: keyof Settings) => ({
    value: draft[name],
    error: errors.find(({ path }) => path === name)?.message ?? null,
    onChange(value: string) {
      setDraft((before) => ({ ...before, [name]: value }))
      setOutcome((before) => (before?.kind === 'refused' ? before : null))
    },
  })

  /** False when nothing was changed; the fields then still hold what was typed. */
  async function patch(body: Record<string, unknown>): Promise<boolean> {
    const result = await call('PATCH', '/api/workspace/settings', anything, { body })
    if (!result.ok) {
      setOutcome({ kind: 'refused', failure: result })
      document.getElementById(result.errors[0]?.path ?? '')?.focus()
      return false
    }
    router.refresh()
    return true
  }

  async function save(wanted: Draft) {
    if (!(await patch(changes(wanted, saved)))) return
    setSaved(wanted)
    setDraft(wanted)
    setOutcome({ kind: 'saved' })
  }

  /** All lifetimes at once, so that none of them can contradict another; the rest stays as typed. */
  async function choose({ title, lifetimes }: Preset) {
    if (!(await patch({ ...lifetimes }))) return
    const taken = asText(lifetimes)
    const typed = lifetimesIn(draft)
    const isLost = !haveSameLifetimes(typed, saved) && !haveSameLifetimes(typed, taken)
    setSaved((before) => ({ ...before, ...taken }))
    setDraft((before) => ({ ...before, ...taken }))
    setOutcome({ kind: 'preset', title, typed: isLost ? typed : null })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save(draft)
  }

  return (
    <div className="mt-6 grid gap-2">
      <Presets presets={presets} saved={saved} onChoose={(preset) => void choose(preset)} />
      {outcome?.kind === 'preset' && (
        <Notice kind="note" title={`The lifetimes of ${outcome.title} are in force`}>
          {outcome.typed && (
            <>
              You had typed others and not saved them.{' '}
              <button
                type="button"
                className="button button-small"
                onClick={() => {
                  setDraft((before) => ({ ...before, ...outcome.typed }))
                  setOutcome(null)
                }}
              >
                Put them back into the fields
              </button>
            </>
          )}
        </Notice>
      )}
      <form noValidate onSubmit={submit} className="grid gap-2" aria-label="Settings">
        <fieldset className="panel grid gap-4 p-4 md:grid-cols-2 xl:grid-cols-3">
          <legend className="float-left col-span-full text-lg font-semibold">Strategy</legend>
          {strategyChoices(offered, draft, saved).map((choice) => (
            <Choice key={choice.name} {...choice} {...field(choice.name)} />
          ))}
          <Bytes
            name="profileBytes"
            label="Profile in the session, in bytes"
            about="What an application puts into each new session. Where the client holds it, it travels with every request, and a cookie has room for 4,096 bytes: past that, browsers drop it in silence."
            {...field('profileBytes')}
          />
        </fieldset>
        <fieldset className="panel grid gap-4 p-4 md:grid-cols-2 xl:grid-cols-3">
          <legend className="float-left col-span-full text-lg font-semibold">At a log-out</legend>
          {logOutChoices.map((choice) => (
            <Choice key={choice.name} {...choice} {...field(choice.name)} />
          ))}
        </fieldset>
        <fieldset className="panel grid gap-4 p-4 md:grid-cols-2 xl:grid-cols-4">
          <legend className="float-left col-span-full text-lg font-semibold">
            Lifetimes, in seconds
          </legend>
          {lifetimeNames.map((name) => (
            <Seconds key={name} name={name} {...lifetimeFields[name]} {...field(name)} />
          ))}
        </fieldset>
        <div className="mt-2 flex flex-wrap items-center gap-2">
          <button className="button button-main">Save</button>
          <button type="button" className="button" onClick={() => void save(draftOf(defaults))}>
            Back to the defaults
          </button>
          <output className="text-sm text-soft">{outcome?.kind === 'saved' && 'Saved.'}</output>
        </div>
        {outcome?.kind === 'refused' && (
          <Notice kind="error" title={`Nothing was saved. ${outcome.failure.detail}`}>
            {errors.length > 0 && 'The fields that are at fault say why; what you typed is kept.'}
          </Notice>
        )}
      </form>
    </div>
  )
}
