import type { Named } from '#lib/evidence/named.ts'

/** What can be chosen of things that have a name: strategies, presets, stories. */
export const Options = ({ of }: { of: readonly Named[] }) =>
  of.map(({ id, title }) => (
    <option key={id} value={id}>
      {title}
    </option>
  ))
