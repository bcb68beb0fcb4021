'use client'

import type { FormEvent } from 'react'
import { lifetimeNames } from '#lib/strategies/lifetimes.ts'
import type { Preset } from '#lib/workspace/presets.ts'
import type { FieldError, Settings } from '#lib/workspace/settings.ts'
import { textOf, type SettingsText } from '#lib/workspace/settings-text.ts'
import { useWorkspaceTurn } from '#app/_data/use-workspace-turn.ts'
import { logOutChoices, strategyChoices, type Offered } from './choices.ts'
import { editing, type Name } from './editing.ts'
import { lifetimeFields } from './fields.ts'
import { Bytes, Choice, Seconds } from './inputs.tsx'
import { asText, presetOf } from './lifetimes.ts'
import { Presets } from './presets.tsx'
import { Told } from './told.tsx'
import { useEditor } from './use-editor.ts'

/** What a form that was sent without JavaScript came back with. */
export interface SentBack {
  typed: Partial<SettingsText>
  errors: readonly FieldError[]
  said: string | null
}

interface Props extends Offered {
  saved: Settings
  defaults: Settings
  presets: readonly Preset[]
  sentBack: SentBack
}

/** What was typed for one workspace is not meant for another. */
export function SettingsForm({ workspace, ...props }: Props & { workspace: string | null }) {
  return <Form key={useWorkspaceTurn(workspace)} {...props} />
}

function Form({ saved, defaults, presets, sentBack, ...offered }: Props) {
  const inForce = textOf(saved)
  const { typed, errors } = sentBack
  const { state, editor } = useEditor(
    { ...editing(inForce), draft: { ...inForce, ...typed }, errors },
    defaults,
  )
  const field = (name: Name) => ({
    value: state.draft[name],
    error: state.errors.find(({ path }) => path === name)?.message ?? null,
    onChange: (value: string) => editor.type({ [name]: value }),
    onDone: editor.save,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    editor.save()
  }
  const choices = strategyChoices(offered, state.draft, state.saved)
  return (
    <form
      noValidate
      method="post"
      action="/settings-form"
      onSubmit={submit}
      className="mt-6 grid gap-2"
      aria-label="Settings"
    >
      {/* The first button is the one that Enter presses: it may not be that of a preset. */}
      <button className="without-js button button-main justify-self-start">Save</button>
      <fieldset className="panel grid gap-4 p-4 md:grid-cols-2 xl:grid-cols-3">
        <legend className="float-left col-span-full text-lg font-semibold">Strategy</legend>
        {choices.map((choice) => (
          <Choice key={choice.name} {...choice} {...field(choice.name)} />
        ))}
        <Bytes
          name="profileBytes"
          label="Profile in the session, in bytes"
          about="What an application puts into each new session. Where the client holds it, it travels with every request, and a cookie has room for 4,096 bytes: past that, browsers drop it in silence."
          {...field('profileBytes')}
        />
      </fieldset>
      <fieldset className="panel grid gap-4 p-4 md:grid-cols-2 xl:grid-cols-4">
        <legend className="float-left col-span-full text-lg font-semibold">
          Lifetimes, in seconds
        </legend>
        {lifetimeNames.map((name) => (
          <Seconds key={name} name={name} {...lifetimeFields[name]} {...field(name)} />
        ))}
        <Presets
          presets={presets}
          inForce={presetOf(presets, state.saved)}
          onChoose={({ lifetimes }) => editor.take(asText(lifetimes))}
        />
      </fieldset>
      <fieldset className="panel grid gap-4 p-4 md:grid-cols-2 xl:grid-cols-3">
        <legend className="float-left col-span-full text-lg font-semibold">At a log-out</legend>
        {logOutChoices.map((choice) => (
          <Choice key={choice.name} {...choice} {...field(choice.name)} />
        ))}
      </fieldset>
      <Told
        state={state}
        said={sentBack.said}
        titles={[...choices, ...logOutChoices]}
        preset={presetOf(presets, state.saved)?.title}
        onUndo={editor.take}
        onRead={editor.forgetElsewhere}
        onRetry={editor.save}
      />
      <p className="flex flex-wrap gap-2">
        <button className="without-js button button-main">Save</button>
        <button
          name="preset"
          value="defaults"
          className="button"
          onClick={(event) => {
            event.preventDefault()
            editor.take(textOf(defaults))
          }}
        >
          Back to the defaults
        </button>
      </p>
    </form>
  )
}
