import { presets } from '#lib/workspace/presets.ts'
import { defaultSettings, type Settings } from '#lib/workspace/settings.ts'
import { workspaceOf } from '../_http/credentials.ts'
import type { Call } from '../_http/endpoint.ts'

/** The settings under which a call wants to have measured. Null where a preset is named that is not there. */
export async function askedSettings({ request, runtime }: Call): Promise<Settings | null> {
  const named = new URL(request.url).searchParams.get('preset')
  if (named !== null) {
    const preset = presets.find(({ id }) => id === named)
    return preset ? { ...defaultSettings, ...preset.lifetimes } : null
  }
  const id = workspaceOf(request)
  const workspace = id ? await runtime.open(id) : null
  return workspace?.settings ?? defaultSettings
}
