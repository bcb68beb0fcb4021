import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { scenarios } from '#lib/scenarios/events/registry.ts'
import { allStrategies } from '#lib/strategies/registry.ts'
import { Link } from '#app/_ui/link.tsx'
import { NextStep } from '#app/_ui/next-step.tsx'
import { Terms } from '#app/_ui/terms.tsx'

export const metadata: Metadata = { title: 'About' }

/** Where the repository says more; paths, since nobody knows where a copy of it lives. */
const reading = [
  { path: 'README.md', about: 'what it is, how to run it, and the table of strategies' },
  { path: 'docs/threat-model.md', about: 'what is defended, against whom, and what is not' },
  { path: 'docs/adding-a-strategy.md', about: 'one strategy added from beginning to end' },
  { path: 'docs/decisions/', about: 'why it is built as it is' },
  { path: 'lib/strategies/', about: 'the strategies, one file each' },
  { path: 'lib/scenarios/measure.ts', about: 'how survival is measured' },
  { path: 'lib/strategies/conformance/', about: 'the suite that holds promises against behaviour' },
  { path: 'CONTRIBUTING.md', about: 'how to take part' },
] as const

export default function AboutPage() {
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">About the lab</h1>
      <p className="mt-2 max-w-prose text-soft">
        <Terms>
          It has {allStrategies.length} ways of keeping a user signed in, fires the same{' '}
          {scenarios.length} events at all of them, lets a thief with a copy knock, and measures
          when the door closes and what that costs.
        </Terms>
      </p>
      <div className="mt-6 gap-2 lg:columns-2">
        <Card title="Who attacks, and with what">
          <p>
            The thief holds an exact copy of what Alice's browser held: cookies or tokens, taken by
            a script, a borrowed laptop, a proxy or a log. The thief can ask as often as it likes,
            and can renew wherever a browser could.
          </p>
          <p>
            The thief of the events cannot read the server's store or keys, does not know the
            password, and cannot guess random ids; the attacks give a thief more, the tables among
            it, and try to forge and to guess. Alice and the operator are honest, and do what users
            and operators do: sign out, change the password, ban.
          </p>
          <p>
            The question is always the same: after the event, for how long does the copy still open
            the door, and who else lost a session that should have stayed?
          </p>
        </Card>
        <Card title="How it is measured">
          <p>
            <strong>A stage of its own.</strong> For each strategy and event a workspace is made.
            Alice signs in on two devices and Bob on one; the first device is robbed. That the copy
            opens the door before the event is checked first: who never got in proves nothing.
          </p>
          <p>
            <strong>Two copies of the thief.</strong> One only ever presents what it took; the other
            renews it whenever it can. The copy counts as accepted where either gets in.
          </p>
          <p>
            <strong>To one second.</strong> Time is virtual, so hours take milliseconds. The thief
            knocks at every moment at which something could end, until it is refused for good; then
            the gap between the last knock let in and the first refused is halved, by playing the
            whole run again, until it is one second wide.
          </p>
          <p>
            <strong>In both directions.</strong> A copy that lives longer than promised breaks the
            build, and so does one that dies earlier: a weak strategy has to be as weak as it says.
            Reads and writes are counted at the store, and who else was hit is measured on a stage
            where nobody steals.
          </p>
        </Card>
        <Card title="Live, replayed, promised">
          <p>
            <strong>Live</strong>, in <Link href="/">the lab</Link>: real requests to this server,
            about one a second. A moment of closing is known to lie between two knocks.
          </p>
          <p>
            <strong>Measured</strong>: a run as above, on this server, when somebody first looks at
            it, under the lifetimes of your workspace. One run each; times are whole seconds.
          </p>
          <p>
            <strong>Promised</strong>: what a strategy declares of itself, never measured here and
            now, but held against measurements by every build.
          </p>
        </Card>
        <Card title="What it runs on">
          <p>
            <strong>One machine:</strong> one process, with SQLite. That is how it starts.
          </p>
          <p>
            <strong>Many nodes:</strong> any number of processes behind a balancer, with PostgreSQL
            for what lasts and Redis for what expires. Whichever node is asked, the answer is the
            same, but for the strategies that cache on purpose and for the{' '}
            <Link href="/strategies/jwt-replicated-blocklist">replicated blocklist</Link>, which
            reads its node's own copy: <Link href="/learn/many-nodes">how late that is</Link> is
            measured.
          </p>
        </Card>
        <Card title="What it cannot show">
          <ul className="grid list-disc gap-1 pl-5">
            <li>How a copy gets stolen: here the thief has it from the start.</li>
            <li>
              Credentials that are bound to a key or a device: a copy of those would be worth
              nothing, and no strategy here does that.
            </li>
            <li>
              A fleet in several regions: the lab's own cluster is three nodes on one machine, and
              what it shows of replicas that lag is <Link href="/learn/many-nodes">a chapter</Link>.
            </li>
            <li>
              Your own code. A library that is right can be used wrongly; the library strategies
              here are as their documentation has them.
            </li>
            <li>
              How fast a store of yours is. Reads and writes are exact; microseconds are those of
              this machine.
            </li>
            <li>
              Past the horizon, which is a day or more, or three thousand knocks where a session may
              rest for seconds alone: what is still accepted there may be accepted for ever, or for
              a minute more.
            </li>
          </ul>
        </Card>
      </div>
      <h2 className="mt-8 text-lg">In the repository</h2>
      <dl className="mt-3 grid gap-x-6 gap-y-1 text-sm sm:grid-cols-[auto_1fr]">
        {reading.map(({ path, about }) => (
          <div key={path} className="contents">
            <dt>
              <code>{path}</code>
            </dt>
            <dd className="mb-2 text-soft sm:mb-0">{about}</dd>
          </div>
        ))}
      </dl>
      <NextStep href="/" title="Try it">
        One press, and a chart of who still lets the thief in.
      </NextStep>
    </>
  )
}

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="panel mb-2 break-inside-avoid grid content-start gap-2 p-4 text-sm">
      <h2 className="text-lg">{title}</h2>
      <Terms>{children}</Terms>
    </section>
  )
}
