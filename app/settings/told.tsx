import { readable } from '#lib/evidence/words/durations.ts'
import { lifetimeNames } from '#lib/strategies/lifetimes.ts'
import type { SettingsText } from '#lib/workspace/settings-text.ts'
import { Notice } from '#app/_ui/notice.tsx'
import type { SettingChoice } from './choices.ts'
import { type Editing, type Name } from './editing.ts'
import { lifetimeFields } from './fields.ts'

type Some = Partial<SettingsText>

/** More than so many are counted and not listed. */
const FEW = 3

/** What has become of what was changed: at the foot of the window, wherever one has scrolled to. */
export function Told({
  state,
  said,
  titles,
  preset,
  onUndo,
  onRead,
  onRetry,
}: {
  state: Editing
  said: string | null
  titles: readonly SettingChoice[]
  preset: string | undefined
  onUndo(was: Some): void
  onRead(): void
  onRetry(): void
}) {
  const { last, elsewhere, failure, errors } = state
  const words = (texts: Some) => inWords(texts, titles)
  const undo = last && Object.keys(last.was).length > 0 ? last.was : null
  return (
    <div className="unprinted sticky bottom-0 z-1 grid gap-2 py-2">
      {elsewhere.length > 0 && (
        <Notice kind="waiting" title="Changed elsewhere meanwhile">
          {words(Object.fromEntries(elsewhere.map((name) => [name, state.saved[name]])))}
          {elsewhere.some((name) => state.draft[name] !== state.saved[name]) &&
            ' What you typed there stays, and is not saved.'}{' '}
          <button type="button" className="button button-small" onClick={onRead}>
            Understood
          </button>
        </Notice>
      )}
      {failure !== null && (
        <Notice kind="error" title={`Nothing was saved. ${failure}`}>
          What you typed is kept.{' '}
          <button type="button" className="button button-small" onClick={onRetry}>
            Try again
          </button>
        </Notice>
      )}
      <div className="panel flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-1.5 text-sm">
        <output>
          {last ? (
            <>
              <span className="font-medium">Saved.</span>{' '}
              {isOfLifetimes(last.is) && preset
                ? `The lifetimes of ${preset} are in force.`
                : words(last.is)}
            </>
          ) : (
            (said ?? <span className="needs-js text-soft">Each change is saved at once.</span>)
          )}
          {errors.length > 0 && (
            <span className="text-in">
              {' '}
              {errors.length === 1 ? 'One field is' : `${errors.length} fields are`} not saved.
            </span>
          )}
        </output>
        {undo && (
          <button type="button" className="button button-small" onClick={() => onUndo(undo)}>
            Undo
          </button>
        )}
      </div>
    </div>
  )
}

const isLifetime = (name: string): name is (typeof lifetimeNames)[number] =>
  lifetimeNames.some((lifetime) => lifetime === name)

const isOfLifetimes = (texts: Some) => {
  const names = Object.keys(texts)
  return names.length > 1 && names.every(isLifetime)
}

function inWords(texts: Some, titles: readonly SettingChoice[]): string {
  const entries = Object.entries(texts)
  if (entries.length > FEW) return `${entries.length} settings.`
  return `${entries.map(([name, text]) => one(name as Name, text, titles)).join('; ')}.`
}

function one(name: Name, text: string, titles: readonly SettingChoice[]): string {
  if (isLifetime(name)) return `${lifetimeFields[name].label}: ${readable(Number(text))}`
  const choice = titles.find((own) => own.name === name)
  if (!choice) return `${text} bytes of profile`
  const [, words = text] = choice.options.find(([value]) => value === text) ?? []
  return `${choice.label}: ${words}`
}
