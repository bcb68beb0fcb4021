import type { Http } from '#lib/evidence/cost-parts.ts'
import { count, figure, micros } from '#lib/evidence/cost.ts'
import { FiguresTable, titleOf } from './figures-table.tsx'
import { RunLine } from './run-line.tsx'

const servers = { next: 'Next', 'node:http': 'node:http alone' } as const

const nameOf = (name: string) => (name === 'bare' ? 'A bare handler' : titleOf(name))

type Served = Pick<Http['full'][number], 'perSecond' | 'p50' | 'p99' | 'errors'>

const shown = ({ perSecond, p50, p99, errors }: Served) => [
  count(perSecond),
  figure(p50),
  figure(p99),
  count(errors),
]

const HEADS = ['Answers a second', 'Median, ms', '99th percentile, ms', 'Errors']

/** Requests over HTTP, of every strategy, beside a handler that does nothing. */
export function OverHttp({ http }: { http: Http }) {
  const { about, full, rate, steady, revoking, flood } = http
  return (
    <>
      <h2 className="mt-8 text-lg">Over HTTP</h2>
      <p className="label mt-2 max-w-prose">
        <RunLine about={about} /> <code>npm run bench:http</code> repeats it.
      </p>
      <p className="mt-2 max-w-prose">
        Who is signed in, asked over connections that stay open, as often as it is answered. A bare
        handler is asked with the same headers, so that what is left is the strategy: its share is
        of what that one answered right before or after it, as a machine changes from one second to
        the next. Where Next is the cost, the same strategies on a server of nothing but{' '}
        <code>node:http</code> show it.
      </p>
      <FiguresTable
        label="Requests over HTTP"
        of={['Strategy', 'Server', 'Carried in']}
        heads={['Of a bare handler', ...HEADS, 'CPU a request']}
        rows={full.map((one) => ({
          key: `${one.server} ${one.name} ${one.transport}`,
          of: [nameOf(one.name), servers[one.server], one.transport],
          figures: [
            `${count(one.share * 100)} %`,
            ...shown(one),
            one.cpuMicros === undefined ? 'not measured' : micros(one.cpuMicros),
          ],
        }))}
      />
      <h3 className="mt-6">At a fixed rate, and while others are revoked</h3>
      <p className="mt-1 max-w-prose">
        {count(rate)} requests a second; then the same while an operator signs somebody else out
        under every strategy, again and again.
      </p>
      <FiguresTable
        label="Requests at a fixed rate"
        of={['Strategy', 'Meanwhile']}
        heads={HEADS}
        rows={[
          ...steady.map((one) => ({
            key: `steady ${one.name}`,
            of: [nameOf(one.name), 'nothing else'],
            figures: shown(one),
          })),
          ...revoking.map((one) => ({
            key: `revoking ${one.name}`,
            of: [
              nameOf(one.name),
              `${count((one.revocations * one.perSecond) / one.answered)} revocations a second`,
            ],
            figures: shown(one),
          })),
        ]}
      />
      <h3 className="mt-6">While many sign in</h3>
      <p className="mt-1 max-w-prose">
        99 of 100 requests took at most {figure(flood.before.p99)} ms; while {count(flood.signIns)}{' '}
        people signed in at once, {figure(flood.during.p99)} ms. Passwords are hashed beside all
        else, a few at a time: it took {figure(flood.lasted)} s until all were in.
        {flood.elsewhere &&
          ` With the same sign-ins at another server of the machine, ${figure(flood.elsewhere.p99)} ms: so much is the machine alone.`}
      </p>
    </>
  )
}
