'use client'

import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { lifetimeNames } from '#lib/sessions/lifetimes.ts'
import type { Settings } from '#lib/sessions/settings.ts'
import { anything, call, type Failure } from '#app/_data/call.ts'
import { Notice } from '#app/_ui/notice.tsx'
import { groupWords, lifetimeFields } from './fields.ts'
import { Choice, Seconds } from './inputs.tsx'

/** What is in the fields, as text: nothing that was typed is lost, whatever the server says of it. */
type Draft = Record<keyof Settings, string>

const draftOf = (settings: Settings): Draft => ({
  ...settings,
  originCheck: String(settings.originCheck),
  sessionTtl: String(settings.sessionTtl),
  idleTtl: String(settings.idleTtl),
  tokenTtl: String(settings.tokenTtl),
  accessTtl: String(settings.accessTtl),
  refreshTtl: String(settings.refreshTtl),
  rotationGrace: String(settings.rotationGrace),
  cacheTtl: String(settings.cacheTtl),
  reauthAfter: String(settings.reauthAfter),
})

/** Only what differs is sent; a number that is none goes as it was typed, and the server says so. */
function changes(draft: Draft, saved: Draft): Record<string, unknown> {
  const isLifetime = (name: string) => lifetimeNames.some((lifetime) => lifetime === name)
  const value = (name: string, text: string): unknown => {
    if (name === 'originCheck') return text === 'true'
    return isLifetime(name) && /^\d{1,12}$/.test(text.trim()) ? Number(text) : text
  }
  const before: Readonly<Record<string, string>> = saved
  return Object.fromEntries(
    Object.entries(draft)
      .filter(([name, text]) => before[name] !== text)
      .map(([name, text]) => [name, value(name, text)]),
  )
}

type Outcome = { kind: 'saved' } | { kind: 'refused'; failure: Failure } | null

export function SettingsForm({
  saved: initial,
  defaults,
  strategies,
  algorithms,
}: {
  saved: Settings
  defaults: Settings
  strategies: { id: string; title: string; hasBearer: boolean }[]
  algorithms: readonly string[]
}) {
  const router = useRouter()
  const [saved, setSaved] = useState(() => draftOf(initial))
  const [draft, setDraft] = useState(saved)
  const [outcome, setOutcome] = useState<Outcome>(null)
  const errors = outcome?.kind === 'refused' ? outcome.failure.errors : []
  const errorAt = (name: keyof Settings) =>
    errors.find(({ path }) => path === name)?.message ?? null
  const set = (name: keyof Settings) => (value: string) => {
    setDraft((before) => ({ ...before, [name]: value }))
    setOutcome((before) => (before?.kind === 'saved' ? null : before))
  }

  async function save(wanted: Draft) {
    const result = await call('PATCH', '/api/workspace/settings', anything, {
      body: changes(wanted, saved),
    })
    if (!result.ok) {
      setOutcome({ kind: 'refused', failure: result })
      document.getElementById(result.errors[0]?.path ?? '')?.focus()
      return
    }
    setSaved(wanted)
    setDraft(wanted)
    setOutcome({ kind: 'saved' })
    router.refresh()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save(draft)
  }
  const active = strategies.find(({ id }) => id === draft.strategy)

  return (
    <form noValidate onSubmit={submit} className="mt-6 grid gap-2" aria-label="Settings">
      <fieldset className="panel grid gap-4 p-4 md:grid-cols-2 xl:grid-cols-3">
        <legend className="float-left col-span-full text-lg font-semibold">Strategy</legend>
        <Choice
          name="strategy"
          label="Active strategy"
          about="What /app and the id `active` in the API run under."
          value={draft.strategy}
          options={strategies.map(({ id, title }) => [id, title])}
          error={errorAt('strategy')}
          onChange={set('strategy')}
        />
        <Choice
          name="transport"
          label="Transport"
          about={
            active?.hasBearer === false
              ? 'The active strategy has no bearer form and stays on cookies.'
              : 'How credentials travel.'
          }
          value={draft.transport}
          options={Object.entries(groupWords.transport)}
          error={errorAt('transport')}
          onChange={set('transport')}
        />
        <Choice
          name="sameSite"
          label="SameSite"
          about="When the browser sends the cookies along from another site."
          value={draft.sameSite}
          options={Object.entries(groupWords.sameSite)}
          error={errorAt('sameSite')}
          onChange={set('sameSite')}
        />
        <Choice
          name="originCheck"
          label="Origin check"
          about="Refuses changes that come from another site."
          value={draft.originCheck}
          options={[
            ['true', 'On'],
            ['false', 'Off, to watch the attack'],
          ]}
          error={errorAt('originCheck')}
          onChange={set('originCheck')}
        />
        <Choice
          name="algorithm"
          label="Signature"
          about="How new tokens are signed; those already out stay good."
          value={draft.algorithm}
          options={algorithms.map((name) => [name, name])}
          error={errorAt('algorithm')}
          onChange={set('algorithm')}
        />
      </fieldset>
      <fieldset className="panel grid gap-4 p-4 md:grid-cols-2 xl:grid-cols-4">
        <legend className="float-left col-span-full text-lg font-semibold">
          Lifetimes, in seconds
        </legend>
        {lifetimeNames.map((name) => (
          <Seconds
            key={name}
            name={name}
            {...lifetimeFields[name]}
            value={draft[name]}
            error={errorAt(name)}
            onChange={set(name)}
          />
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
  )
}
