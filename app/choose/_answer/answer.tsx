import { whyFirst, whyNotFirst } from '#lib/choose/reasons.ts'
import { recommend } from '#lib/choose/recommend.ts'
import type { Answers } from '#lib/choose/questions.ts'
import { fromTheRun } from '#lib/evidence/cluster.ts'
import { findStack } from '#lib/choose/stacks.ts'
import { costWords } from '#lib/evidence/words/promises.ts'
import { Link } from '#app/_ui/link.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { readingOf } from '#app/_evidence/reading.ts'
import { measuredCandidates } from '../_candidates/measured.ts'
import { Details } from './details.tsx'
import { Others } from './others.tsx'
import { proofOf } from './measured-proof.ts'
import { countAttacks, type Proof } from './proof.ts'
import { YourAnswers } from './your-answers.tsx'
import { Terms } from '#app/_ui/terms.tsx'

/** One recommendation, and what it stands on. */
export async function Answer({ answers }: { answers: Answers }) {
  const recommendation = recommend(answers, await measuredCandidates())
  const { first, second } = recommendation
  const [proof, other] = await Promise.all([proofOf(first), proofOf(second)])
  const stack = findStack(answers.today)
  return (
    <>
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <section aria-labelledby="answer">
          <p className="label">Recommended for your answers</p>
          <h1
            id="answer"
            data-strategy={first.declared.id}
            className="mt-1 text-[40px] leading-11 sm:text-[56px] sm:leading-15"
          >
            {first.declared.title}
          </h1>
          <p className="mt-3 max-w-2xl text-lg" data-why>
            <Terms>{whyFirst(recommendation, answers)}</Terms>
          </p>
          <Figures strategy={first.declared.id} proof={proof} />
          <p className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
            <a
              className="button button-main"
              href={`/strategies/${first.declared.id}/take`}
              download
            >
              Take the code home
            </a>
            <Link href={`/strategies/${first.declared.id}`}>How it works</Link>
            <a href="#runner-up">The runner-up: {second.declared.title}</a>
          </p>
          {first.needsEngines && <Precondition />}
          {stack && (
            <p className="mt-4 max-w-2xl text-sm text-soft">
              You run {stack.title} today:{' '}
              <Link href={`/choose/${stack.id}`}>how long a banned user stays in with it</Link>.
            </p>
          )}
        </section>
        <YourAnswers answers={answers} />
      </div>

      <Details standing={first} proof={proof} />

      <section aria-labelledby="runner-up" className="mt-12 border-t border-line pt-8">
        <p className="label">The runner-up</p>
        <h2 id="runner-up" data-strategy={second.declared.id} className="text-3xl">
          {second.declared.title}
        </h2>
        <p className="mt-2 max-w-2xl" data-why-not>
          <Terms>{whyNotFirst(recommendation, answers)}</Terms>
        </p>
        {second.needsEngines && <Precondition />}
        <Details standing={second} proof={other} />
      </section>

      <Others recommendation={recommendation} answers={answers} />
      <p className="mt-8">
        <Link href={`/compare/two?a=${first.declared.id}&b=${second.declared.id}&preset=lab`}>
          Next: the two of them head to head, event by event
        </Link>
      </p>
    </>
  )
}

/** What has to be there before it is an answer at all. */
const Precondition = () => (
  <div className="mt-4" data-precondition>
    <Notice kind="waiting" title="Only with PostgreSQL and Redis">
      Every node that checks has to follow the feed of revocations in Redis, and one that has not
      heard from it for two seconds stops answering for these sessions:{' '}
      <Link href="/learn/many-nodes">how that works</Link>. Its evidence is {fromTheRun()}.
    </Notice>
  </div>
)

/** What everybody asks first, in three figures. */
function Figures({ strategy, proof }: { strategy: string; proof: Proof }) {
  const ban = proof.promises.find(({ event }) => event === 'ban')
  return (
    <dl className="mt-4 grid gap-x-6 gap-y-2 sm:grid-cols-3">
      <div>
        <dt className="label">After a ban, a stolen copy is</dt>
        <dd>{ban && <VerdictMark {...readingOf(ban)} />}</dd>
      </div>
      <div>
        <dt className="label">A request costs, over a working day</dt>
        <dd className="text-sm font-medium">{costWords(proof.day.price)}</dd>
      </div>
      <div>
        <dt className="label">Beware</dt>
        <dd className="text-sm font-medium">
          <a href={`#beware-${strategy}`}>{countAttacks(proof.attacks)}</a>
        </dd>
      </div>
    </dl>
  )
}
