import type { Metadata } from 'next'
import { cost } from '#lib/evidence/cost.ts'
import { COUNTED } from '#lib/evidence/cost-estimate.ts'
import { loadFrom } from '#lib/evidence/cost-load.ts'
import { Link } from '#app/_ui/link.tsx'
import { NextStep } from '#app/_ui/next-step.tsx'
import { Terms } from '#app/_ui/terms.tsx'
import { Estimates } from './_calculator/estimates.tsx'
import { CutShort } from './_calculator/cut-short.tsx'
import { FoundLine } from './_calculator/found-line.tsx'
import { NotCounted } from './_calculator/not-counted.tsx'
import { LoadForm } from './_calculator/load-form.tsx'
import { Apart, Crossing } from './_figures/apart.tsx'
import { CheckAnswer, Checks } from './_figures/checks.tsx'
import { Growing } from './_figures/growth.tsx'
import { OverHttp } from './_figures/http.tsx'
import { Missed, MissedLine } from './_figures/missed.tsx'
import { RunLine } from './_figures/run-line.tsx'
import { ManyUsers } from './_figures/many-users.tsx'
import type { Query } from '#app/_data/query.ts'

export const metadata: Metadata = {
  title: 'Cost',
  description:
    'What it takes to check a session, measured beside what others use, and a calculator.',
}

interface Props {
  searchParams: Promise<Query>
}

export default async function CostPage({ searchParams }: Props) {
  const { load, wrong } = loadFrom(await searchParams)
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">Cost</h1>
      <CheckAnswer />
      <p className="mt-2 max-w-prose text-soft">
        <Terms>
          What it takes to find out who is asking, under every strategy, beside libraries that do
          the same and beside what cannot be done without.
        </Terms>
      </p>
      <p className="label mt-2 max-w-prose">
        <RunLine about={cost.about} /> Medians of rounds in which all took their turns, in one
        process over one SQLite file. <code>npm run bench</code> repeats it on your machine.{' '}
        <MissedLine />
      </p>

      <h2 className="mt-8 text-lg">A check</h2>
      <p className="mt-1 max-w-prose">
        Of a credential that was seen before, and of a new one. A floor is the MAC of the token or
        the hash of the id, and as many prepared reads as the check asks for. Some checks are below
        theirs: who remembers which signatures were right computes no MAC for what was seen before.
      </p>
      <Checks />

      <h2 className="mt-8 text-lg">With the store on another machine</h2>
      <Crossing />
      <p className="mt-2 max-w-prose">
        The same checks, with so much waited for at each call of a store. This is measured as well.
      </p>
      <Apart />

      <h2 id="calculator" className="mt-8 scroll-mt-4 text-lg">
        Calculator
      </h2>
      <p className="mt-1 max-w-prose">
        What your load comes to. The example is a game with a million players. Reads, writes and
        windows follow from what each strategy declares, which{' '}
        <Link href="/about">the tests hold it to</Link>; bytes and CPU from the run above. CPU is of
        one core, for checks and for renewals that write nothing. State is what is in force: rows
        that have ended and wait to be deleted are not counted. Versions and moments stay with an
        account: counted are those of {COUNTED} days, one an account at the most. Open though ended:
        how many copies work at any moment, if each session that is ended had been copied before. A
        log-out ends one session, and a ban one on each device.
      </p>
      <LoadForm load={load} wrong={wrong} />
      <CutShort load={load} />
      <Estimates load={load} />
      <FoundLine load={load} />
      <NotCounted />
      <ManyUsers />
      {cost.http && <OverHttp http={cost.http} />}
      {cost.growth && <Growing growth={cost.growth} />}
      <Missed />
      <NextStep href="/choose" title="Choose">
        Five questions, and one recommendation with its evidence.
      </NextStep>
    </>
  )
}
