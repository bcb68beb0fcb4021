import type { Settings } from '#lib/workspace/settings.ts'
import { namesOf, valuesOf, type SettingsText } from '#lib/workspace/settings-text.ts'
import { call } from '#app/_data/call.ts'
import * as is from '#app/_data/shape.ts'
import {
  answered,
  inForceFor,
  refused,
  replaced,
  typed,
  unsaved,
  withoutFaults,
  type Editing,
  type Some,
} from './editing.ts'

const settingsAnswer = is.record(is.either(is.string, is.either(is.number, is.boolean)))
const workspaceAnswer = is.object({ settings: settingsAnswer })

/**
 * Settings that save themselves. Requests go one after the other: what was answered last is in force.
 * @param like settings, for the type of each value
 */
export function createEditor(start: Editing, like: Settings, onSaved: () => void) {
  let now = start
  let queue = Promise.resolve()
  const listeners = new Set<() => void>()

  function update(next: Editing) {
    now = next
    for (const listener of listeners) listener()
  }
  function enqueue(task: () => Promise<void>) {
    queue = queue.then(task)
  }

  async function send(sent: Some, was: Some): Promise<void> {
    if (Object.keys(sent).length === 0) return
    const body = valuesOf(sent, like)
    const result = await call('PATCH', '/api/workspace/settings', settingsAnswer, { body })
    if (result.ok) {
      update(answered(now, inText(result.data, like), sent, was))
      onSaved()
      return
    }
    update(refused(now, result))
    const rest = withoutFaults(sent, result.errors)
    if (Object.keys(rest).length < Object.keys(sent).length) await send(rest, was)
  }

  return {
    get: () => now,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    type: (values: Some) => update(typed(now, values)),
    /** Saves what is in the fields, those that the server did not take before among it. */
    save: () =>
      enqueue(() => {
        const sent = unsaved(now)
        return send(sent, inForceFor(now, sent))
      }),
    /** Puts values into the fields and saves them; what the fields held can be put back. */
    take(values: Some) {
      const was = replaced(now, values)
      update(typed(now, values))
      enqueue(() => send(unsaved(now), was))
    },
    /** Another tab may have set something. A workspace that is gone is told of elsewhere. */
    look: () =>
      enqueue(async () => {
        const result = await call('GET', '/api/workspace', workspaceAnswer)
        if (result.ok) update(answered(now, inText(result.data.settings, like)))
      }),
    forgetElsewhere: () => update({ ...now, elsewhere: [] }),
  }
}

const inText = (
  answer: Readonly<Record<string, string | number | boolean>>,
  like: Settings,
): SettingsText =>
  Object.fromEntries(
    namesOf(like).map((name) => [name, String(answer[name] ?? like[name])]),
  ) as SettingsText
