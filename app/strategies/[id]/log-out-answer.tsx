import { readable, unbroken } from '#lib/evidence/words/durations.ts'
import type { Promised } from '#lib/strategies/describe.ts'

/** What a log-out does to a stolen copy, as the strategy promises it. */
function answer(promised: Promised): string {
  switch (promised.stops) {
    case 'at-once':
      return 'A log-out ends a stolen copy at once.'
    case 'within':
      return `A log-out ends a stolen copy within ${readable(promised.seconds)}.`
    case 'at-expiry':
      return `A log-out does not end a stolen copy: it works for up to ${readable(promised.seconds)}.`
    case 'never':
    case 'not-by-this':
      return 'A log-out never ends a stolen copy.'
  }
}

/** The answer of the page; what was measured of it stands below. */
export const LogOutAnswer = ({ promised }: { promised: Promised }) => (
  <p
    className="mt-1 max-w-4xl text-3xl leading-tight font-semibold text-balance sm:text-[40px]"
    data-answer
  >
    {unbroken(answer(promised))}
  </p>
)
