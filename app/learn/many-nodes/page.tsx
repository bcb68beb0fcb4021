import type { Metadata } from 'next'
import { clusterRun, fromTheRun, type Propagation } from '#lib/evidence/cluster.ts'
import { requirements } from '#lib/scenarios/attacks/requirements.ts'
import { allStrategies, findStrategy } from '#lib/strategies/registry.ts'
import { FirstVisit } from '#app/_data/first-visit.tsx'
import { requestWorkspace } from '#app/_data/request-workspace.ts'
import { unavailableHere } from '#app/_data/running.ts'
import { controlUrl } from '#app/_cluster/control.ts'
import { chapterAt } from '#app/_shell/chapters.ts'
import { Highlighted } from '#app/_source/highlighted.tsx'
import { sourceOf } from '#app/_source/source.ts'
import { NextStep } from '#app/_ui/next-step.tsx'
import { Measured, Opening, Sources, type Source } from '../_chapter/frame.tsx'
import { HERE, PLAY } from './address.ts'
import { Chart } from './chart.tsx'
import { Faults } from './faults.tsx'
import { Live } from './live.tsx'
import { headline, type Measured as MeasuredWay } from './timeline.ts'
import { ways } from './ways.ts'

export const metadata: Metadata = {
  title: chapterAt(HERE).title,
  description: chapterAt(HERE).about,
}

const REPLICATED = 'jwt-replicated-blocklist'

const sources: readonly Source[] = [
  requirements['asvs-7.4.1'],
  {
    standard: 'RFC 7009',
    number: '2.1',
    text: 'The invalidation takes place immediately; in practice there may be a propagation delay, in which some servers know about it and others do not.',
    url: 'https://www.rfc-editor.org/rfc/rfc7009#section-2.1',
  },
  {
    standard: 'Redis Streams',
    number: 'XREAD',
    text: 'Entries have ids in order, and a reader goes on from the last one that it has seen: what publish and subscribe cannot.',
    url: 'https://redis.io/docs/latest/develop/data-types/streams/',
  },
]

const titles = Object.fromEntries(allStrategies.map(({ id, title }) => [id, title]))

/** As the run has it: medians of many log-outs. */
const measuredWay = ({ strategy, acknowledged, elsewhere }: Propagation): MeasuredWay => ({
  way: strategy,
  answered: acknowledged.median,
  nodes: elsewhere.map(({ node, refused }) => ({
    node,
    refused: refused?.median ?? null,
    ...(refused && { p99: refused.p99 }),
  })),
})

export default async function Chapter() {
  const { about, watched, propagation } = clusterRun
  const measured = ways.flatMap(({ id }) =>
    propagation.filter(({ strategy }) => strategy === id).map(measuredWay),
  )
  const knock = propagation.find(({ strategy }) => strategy === REPLICATED)?.knock.median
  const isLive = !(await unavailableHere()).has(REPLICATED)
  const workspace = await requestWorkspace()
  const definition = findStrategy(REPLICATED)
  const source = definition && (await sourceOf(definition))
  return (
    <>
      <Opening path={HERE}>
        <p>
          With one machine there is one memory. With many, a session is ended at one node and the
          next request comes to another. <strong>When that one knows</strong> depends on where it
          looks: in a store that all share, in nothing but the token, in a copy that is good for
          minutes, or in a list of its own that is kept up to date.
        </p>
        <p>
          A read at every request is right at once, and is the wait that a signed token was meant to
          save. A <strong>replicated blocklist</strong> reads nothing: revocations are pushed to the
          memory of every node. It trades “at once” for a bound that holds even when the network
          fails: a node that cannot prove that it has heard everything stops answering.
        </p>
      </Opening>
      {isLive && !workspace && <FirstVisit />}
      {isLive && <Live titles={titles} />}
      {controlUrl() !== null && <Faults />}
      <section id={PLAY} aria-labelledby="how-it-went" className="mt-6 scroll-mt-4">
        <h2 id="how-it-went" className="max-w-4xl text-2xl leading-tight sm:text-3xl">
          {headline(measured, watched)}
        </h2>
        <p className="label mt-2 max-w-prose" data-kept-run>
          {isLive ? 'Above, live; here ' : 'This server is one node, so nothing travels: this is '}
          {fromTheRun()}, {about.cores} cores of {about.cpu}, {about.engines.join(', ')}. Medians of
          up to {Math.max(...propagation.map(({ repetitions }) => repetitions))} log-outs over HTTP
          at node-1; the upright line is its answer. One knock takes {knock} ms, there and back:
          smaller differences mean nothing.
        </p>
        <Chart measured={measured} watched={watched} titles={titles} />
      </section>
      <h2 className="mt-8 text-lg">What follows</h2>
      <ul className="mt-2 grid max-w-prose list-disc gap-2 pl-5">
        <li>
          A log-out that was answered has to hold at the other nodes, or its delay has to be a
          promise. “Usually soon” is none.
        </li>
        <li>
          Publish and subscribe loses what is said while a node is away. A stream with positions can
          be read on from where one was; a gap in its numbers asks for a fresh snapshot.
        </li>
        <li>
          Silence proves nothing: each node asks four times a second how many entries there are, and
          once it has read as many, its memory is no older than its question. Past the bound it
          answers 503 for this strategy alone, and is not ready.
        </li>
        <li>
          The engines' own replicas lag as well: a read from a follower, or a failover, can forget
          what was acknowledged.
        </li>
      </ul>
      <h2 className="mt-8 text-lg">The strategy's own source</h2>
      <p className="mt-1 mb-3 max-w-prose text-sm text-soft">
        It does all that a blocklist does, and asks the memory of its node in the place of a store.
      </p>
      {source ? <Highlighted source={source} /> : <p>The source is not beside this server.</p>}
      <Measured>
        Three nodes of the built app on PostgreSQL and Redis of their own. Alice signs in at node-1,
        a thief holds copies at node-2 and node-3 and knocks without a pause; she logs out at
        node-1. <code>npm run cluster -- --measure</code> repeats it; <code>npm run cluster</code>{' '}
        makes this page live.
      </Measured>
      <Sources sources={sources} />
      <NextStep href="/choose" title="Choose">
        Five questions about your application, and one recommendation with its evidence and price.
      </NextStep>
    </>
  )
}
