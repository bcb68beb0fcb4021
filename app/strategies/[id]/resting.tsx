import { readable } from '#lib/evidence/words/durations.ts'
import type { StrategyDescription } from '#lib/strategies/describe.ts'

/** From what the rest of a session is counted, and what interrupts it. */
export function Resting({ strategy }: { strategy: StrategyDescription }) {
  return (
    <section aria-labelledby="resting" className="mt-8">
      <h2 id="resting" className="text-lg">
        When nobody uses it
      </h2>
      <p className="mt-1 max-w-prose text-sm">
        {restWords(strategy)} {keptWords(strategy)}
      </p>
    </section>
  )
}

function restWords({ promises, idleEarly }: StrategyDescription): string {
  const idle = promises['idle-timeout']
  switch (idle.stops) {
    case 'at-once':
      return `The idle time is counted from the last use, which is written at most once in ${readable(idleEarly)}: a session may end up to that much before its idle time is over, and never later.`
    case 'within':
      return `Between two renewals nobody sees the session in use, so the idle time is counted from the end of what was handed out last. Who uses it is never signed out by it; a session at rest, and a thief's copy of it, lives up to ${readable(idle.seconds)} longer than the idle time.`
    case 'at-expiry':
      return `The idle time is not counted here: at rest or not, it ends up to ${readable(idle.seconds)} after it was last handed out.`
    case 'never':
    case 'not-by-this':
      return 'The idle time is not counted here, and no rest ends it.'
  }
}

function keptWords({ keptBy, transports }: StrategyDescription): string {
  if (keptBy.includes('watching')) {
    return 'A tab that stays open keeps it alive for as long as it polls, and so does a mere look, as of the live channel: the library makes no difference. The row outlives the cookie then, since only a renewal sets the cookie anew.'
  }
  if (keptBy.includes('polling')) {
    return `A tab that stays open and polls keeps it alive, up to the longest age that there is: to the server a poll is a use.${transports.includes('bearer') ? ' The live channel looks without counting as one.' : ''}`
  }
  return 'A tab that polls does not prolong it.'
}
