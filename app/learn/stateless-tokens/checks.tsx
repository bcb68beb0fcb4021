import { dateAndTime, readable } from '#lib/evidence/words/durations.ts'
import { refusedBy, type TokenResult } from '#lib/scenarios/plays/token.ts'
import { tokenChecks } from '#lib/tokens/contract.ts'
import { refusalWords } from '#lib/evidence/words/refusals.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { checkWords } from './words.ts'

const looks = {
  passed: { icon: 'check', colour: 'text-soft', word: 'passed' },
  refused: { icon: 'x', colour: 'text-in', word: 'refused here' },
  'not-reached': { icon: 'minus', colour: 'text-soft', word: 'not reached' },
} as const

/** All that the server looks at, in its order, and where it stopped. */
export function Checks({ result }: { result: TokenResult }) {
  const { passed, verdict, cost, ended, age, lifetime, now } = result
  const refusing = refusedBy(result)
  return (
    <section aria-labelledby="checks" className="panel self-start p-4 lg:sticky lg:top-4">
      <h3 id="checks" className="font-medium">
        What the server checks
      </h3>
      <ol className="mt-2 text-sm">
        {tokenChecks.map((check) => {
          const state = passed.includes(check)
            ? 'passed'
            : check === refusing
              ? 'refused'
              : 'not-reached'
          const { icon, colour, word } = looks[state]
          return (
            <li
              key={check}
              data-check={check}
              data-state={state}
              className={`flex items-start gap-2 border-b border-line py-2 ${state === 'not-reached' ? 'text-soft' : ''}`}
            >
              <Icon name={icon} className={`mt-1 shrink-0 ${colour}`} />
              <span className="grow">{checkWords[check].asks}</span>
              <span
                className={`label mt-1 shrink-0 ${state === 'refused' ? 'font-medium text-in' : ''}`}
              >
                {word}
              </span>
            </li>
          )
        })}
        <li className="flex items-start gap-2 rounded-sm border border-dashed border-edge px-2 py-2 mt-2">
          <Icon name="minus" className="mt-1 shrink-0 text-soft" />
          <span>
            <span className="font-medium">Has it been revoked?</span> No check asks that. This look
            made {cost.reads} reads and {cost.writes} writes: there is nothing to look it up in.
          </span>
        </li>
      </ol>
      <dl className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
        <dt className="text-soft">Answer</dt>
        <dd className="font-medium">
          {verdict.accepted
            ? `200, ${verdict.session.username} (${verdict.session.role})`
            : `401 ${verdict.reason}: ${refusalWords(verdict.reason)}`}
        </dd>
        {ended && (
          <>
            <dt className="text-soft">Log-out</dt>
            <dd>
              {ended === 'client-only'
                ? 'client-only: her browser threw its copy away, and the server had nothing to end.'
                : 'ended on the server.'}
            </dd>
          </>
        )}
        <dt className="text-soft">Clock</dt>
        <dd>
          {dateAndTime(now)} in this world, {readable(age)} after the token was issued for{' '}
          {readable(lifetime)}
        </dd>
      </dl>
    </section>
  )
}
