import type { Named } from '#lib/evidence/named.ts'

/** What can be chosen of things that have a name: strategies, presets, stories. */
export const Options = ({ of }: { of: readonly (Named & { unavailable?: string | null })[] }) =>
  of.map(({ id, title, unavailable }) => (
    <option key={id} value={id} disabled={Boolean(unavailable)}>
      {unavailable ? `${title} (${unavailable})` : title}
    </option>
  ))
