import type { Attack } from '#lib/scenarios/attacks/attack.ts'

/** What the attack wants the workspace to be set to, beside the visitor's own settings. */
export const settingsText = ({ settings = {} }: Attack): string | null => {
  const parts = Object.entries(settings).map(([name, value]) => `${name} ${String(value)}`)
  return parts.length === 0 ? null : parts.join(', ')
}
