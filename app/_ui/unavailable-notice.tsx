import { fromTheRun } from '#lib/evidence/cluster.ts'
import { REMEDY, UNAVAILABLE } from '#lib/strategies/unavailable.ts'
import { capital } from '#lib/evidence/words/verdicts.ts'
import { Icon } from './icon.tsx'

/** Says of a strategy that this server does not run it, and where what is shown of it comes from. */
export const UnavailableNotice = () => (
  <p
    data-unavailable
    className="mt-4 flex max-w-prose gap-2 rounded-lg border border-dashed border-edge bg-sunken p-3 text-sm"
  >
    <Icon name="minus" className="mt-0.5 shrink-0 text-soft" />
    <span>
      <strong className="font-medium">{capital(UNAVAILABLE)}.</strong> {REMEDY} Evidence is{' '}
      {fromTheRun()}.
    </span>
  </p>
)
