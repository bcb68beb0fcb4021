import { playClockSkew, skews } from '#lib/scenarios/plays/clock-skew.ts'
import { LinkInPlace } from '#app/_ui/link-in-place.tsx'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'
import { addressOf, CLOCKS, type Play } from './address.ts'
import { endWords, freshWords, skewWords } from './words.ts'

/** Issued on one machine and checked on another, whose clock differs. */
export async function Clocks({ play }: { play: Play }) {
  const results = await playClockSkew(play.skew)
  return (
    <section id={CLOCKS} aria-labelledby="clock-skew" className="mt-8 scroll-mt-4">
      <h2 id="clock-skew" className="text-lg">
        Clock skew: two machines, two clocks
      </h2>
      <p className="mt-2 max-w-prose">
        One machine issues a credential and another checks it. Where that clock is behind, a token
        that was just issued is dated in the future, and one that is over is still good. A library
        that forgives a difference gives every token that much more time.
      </p>
      <ul aria-label="The clock of the machine that checks" className="mt-3 flex flex-wrap gap-2">
        {skews.map((skew) => (
          <li key={skew}>
            <LinkInPlace
              href={addressOf({ ...play, skew }, CLOCKS)}
              className="button button-small"
              aria-current={skew === play.skew}
            >
              {skewWords(skew)}
            </LinkInPlace>
          </li>
        ))}
      </ul>
      <ScrollRegion label="What each strategy makes of it" className="mt-3">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Strategy</th>
              <th scope="col">Fresh from the other machine</th>
              <th scope="col">Ends</th>
              <th scope="col">Its library forgives</th>
            </tr>
          </thead>
          <tbody>
            {results.map((result) => (
              <tr key={result.strategy} data-skewed={result.strategy}>
                <th scope="row">{result.title}</th>
                <td className={result.refusedFor > 0 ? 'text-in' : ''}>{freshWords(result)}</td>
                <td className="whitespace-nowrap">{endWords(result)}</td>
                <td>{result.tolerance > 0 ? `${result.tolerance} s` : 'nothing'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  )
}
