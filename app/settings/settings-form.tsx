'use client'

import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { lifetimeNames } from '#lib/strategies/lifetimes.ts'
import type { Preset } from '#lib/workspace/presets.ts'
import type { Settings } from '#lib/workspace/settings.ts'
import { call, type Failure } from '#app/_data/call.ts'
import { anything } from '#app/_data/shape.ts'
import { Notice } from '#app/_ui/notice.tsx'
import {
  changes,
  draftOf,
  haveSameLifetimes,
  lifetimesIn,
  type Draft,
  type LifetimeDraft,
} from './draft.ts'
import { groupWords, lifetimeFields } from './fields.ts'
import { Bytes, Choice, Seconds } from './inputs.tsx'
import { asText, Presets } from './presets.tsx'

type Outcome =
  | { kind: 'saved' }
  | { kind: 'preset'; title: string; typed: LifetimeDraft | null }
  | { kind: 'refused'; failure: Failure }
  | null

/** What is offered, and what a program has set. */
const deviceLimits = (set: string) => [...new Set(['0', '1', '2', '3', '5', '10', set])]

export function SettingsForm({
  saved: initial,
  defaults,
  presets,
  strategies,
  algorithms,
}: {
  saved: Settings
  defaults: Settings
  presets: readonly Preset[]
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
    setOutcome((before) => (before?.kind === 'refused' ? before : null))
  }

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
  const active = strategies.find(({ id }) => id === draft.strategy)

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
          <Choice
            name="strategy"
            label="Active strategy"
            about="What the sample application runs under, and the id “active” in the API."
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
            about="Refuses changes and WebSockets that come from another site."
            value={draft.originCheck}
            options={[
              ['true', 'On'],
              ['false', 'Off, to watch the attack'],
            ]}
            error={errorAt('originCheck')}
            onChange={set('originCheck')}
          />
          <Choice
            name="socketCheck"
            label="WebSocket"
            about="When an open socket is held against its session."
            value={draft.socketCheck}
            options={Object.entries(groupWords.socketCheck)}
            error={errorAt('socketCheck')}
            onChange={set('socketCheck')}
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
          <Choice
            name="rememberMe"
            label="Remember me"
            about="Whether cookies have a date. The server's sessions last as long in either case; next-auth dates its cookies whatever is set."
            value={draft.rememberMe}
            options={[
              ['true', 'On: kept when the browser is closed'],
              ['false', 'Off: gone when the browser is closed'],
            ]}
            error={errorAt('rememberMe')}
            onChange={set('rememberMe')}
          />
          <Choice
            name="deviceLimit"
            label="Devices of an account"
            about="One more sign-in ends the oldest session, under strategies that keep a row for each."
            value={draft.deviceLimit}
            options={deviceLimits(saved.deviceLimit).map((count) => [
              count,
              count === '0' ? 'Any number' : `${count} at most`,
            ])}
            error={errorAt('deviceLimit')}
            onChange={set('deviceLimit')}
          />
          <Bytes
            name="profileBytes"
            label="Profile in the session, in bytes"
            about="What an application puts into each new session. Where the client holds it, it travels with every request, and a cookie has room for 4,096 bytes: past that, browsers drop it in silence."
            value={draft.profileBytes}
            error={errorAt('profileBytes')}
            onChange={set('profileBytes')}
          />
        </fieldset>
        <fieldset className="panel grid gap-4 p-4 md:grid-cols-2 xl:grid-cols-3">
          <legend className="float-left col-span-full text-lg font-semibold">At a log-out</legend>
          <Choice
            name="tellTabs"
            label="Tell other tabs"
            about="Off, they show who was signed in until they ask again. The application measures how long."
            value={draft.tellTabs}
            options={[
              ['true', 'On, by BroadcastChannel'],
              ['false', 'Off'],
            ]}
            error={errorAt('tellTabs')}
            onChange={set('tellTabs')}
          />
          <Choice
            name="clearSiteData"
            label="Clear-Site-Data"
            about="Only on https, or on this machine. With cookies, the cookie of your workspace goes as well, and with it the workspace. The application measures what is left."
            value={draft.clearSiteData}
            options={Object.entries(groupWords.clearSiteData)}
            error={errorAt('clearSiteData')}
            onChange={set('clearSiteData')}
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
    </div>
  )
}
