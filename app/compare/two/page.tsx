import type { Metadata } from 'next'
import { fromTheRun } from '#lib/evidence/cluster.ts'
import { better, type Better } from '#lib/evidence/head-to-head.ts'
import { costWords } from '#lib/evidence/words/promises.ts'
import { dayDetails } from '#lib/evidence/words/working-day.ts'
import { endsNothing } from '#lib/strategies/promises.ts'
import { eventNames } from '#lib/strategies/events.ts'
import { allStrategies, findStrategy, needsNodes } from '#lib/strategies/registry.ts'
import { presets } from '#lib/workspace/presets.ts'
import { defaultSettings, type Settings } from '#lib/workspace/settings.ts'
import { requestWorkspace } from '#app/_data/request-workspace.ts'
import { attacksThatWork, measuredCells, measuredDay } from '#app/_measured/measured.ts'
import { Link } from '#app/_ui/link.tsx'
import { NextStep } from '#app/_ui/next-step.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { Attacks } from './attacks.tsx'
import { Choice } from './choice.tsx'
import { Events } from './events.tsx'
import { firstOf, type Query } from '#app/_data/query.ts'

interface Props {
  searchParams: Promise<Query>
}

/** Whatever the address names that is not there is passed over; one is never held against itself. */
async function asked({ searchParams }: Props) {
  const query = await searchParams
  const a = findStrategy(firstOf(query, 'a') ?? '') ?? allStrategies[0]
  const b = [findStrategy(firstOf(query, 'b') ?? ''), ...allStrategies].find(
    (own) => own && own !== a,
  )
  if (!a || !b) throw new Error('two strategies are needed to compare two')
  const preset = presets.find(({ id }) => id === firstOf(query, 'preset'))
  const shown = { a: a.id, b: b.id, preset: preset?.id ?? '' }
  const isOther = (['a', 'b', 'preset'] as const).some(
    (name) => query[name] !== undefined && firstOf(query, name) !== shown[name],
  )
  return { a, b, preset, isOther }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { a, b } = await asked(props)
  return { title: `${a.title} or ${b.title}?` }
}

/** Two strategies head to head, each cell measured now. */
export default async function TwoPage(props: Props) {
  const { a, b, preset, isOther } = await asked(props)
  const settings: Settings = preset
    ? { ...defaultSettings, ...preset.lifetimes }
    : ((await requestWorkspace())?.settings ?? defaultSettings)
  const sides = await Promise.all(
    [a, b].map(async (definition) => ({
      definition,
      cells: await measuredCells(definition, eventNames, settings),
      day: await measuredDay(definition, settings),
      attacks: await attacksThatWork(definition, settings),
    })),
  )
  const onNodes = [a, b].find(needsNodes)
  const [one, other] = sides
  if (!one || !other) throw new Error('two strategies were asked for')
  const rows = one.cells.flatMap((cell) => {
    const beside = other.cells.find(({ event }) => event === cell.event)
    if (!beside) return []
    return [{ cell, beside, better: better(cell, beside, endsNothing.has(cell.event)) }]
  })
  const count = (wanted: Better) => rows.filter((row) => row.better === wanted).length
  return (
    <>
      <p className="text-sm">
        <Link href="/compare">Compare all</Link>
      </p>
      <h1 className="mt-1 text-lg font-medium">
        {a.title} or {b.title}?
      </h1>
      <p
        className="mt-1 max-w-4xl text-3xl leading-tight font-semibold text-balance sm:text-[40px]"
        data-answer
      >
        {rows.length === 0
          ? 'Not measured under these lifetimes.'
          : verdict([a.title, b.title], count('first'), count('second'))}
      </p>
      <p className="mt-2 text-sm text-soft">
        Of {rows.length} events, {count('alike')} come to the same. Measured now, under{' '}
        {preset ? `the lifetimes of ${preset.title}` : 'the lifetimes of your workspace'}.
        {onNodes &&
          ` What is told of ${onNodes.title} is ${fromTheRun()}, under the lab's own lifetimes alone.`}
      </p>
      {isOther && (
        <div className="mt-4">
          <Notice kind="error" title="This is not what the address asks for.">
            It names the same strategy twice, or something that the lab does not have.
          </Notice>
        </div>
      )}
      <Choice a={a.id} b={b.id} preset={preset?.id ?? ''} />
      <dl className="mt-6 grid gap-2 sm:grid-cols-2">
        {sides.map(({ definition, day }) => (
          <div key={definition.id} className="panel p-4">
            <dt>
              <Link href={`/strategies/${definition.id}`}>{definition.title}</Link>
            </dt>
            <dd>
              <span className="text-lg font-medium">{costWords(day.price)} a request</span>
              <span className="label block">over a working day: {dayDetails(day)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <Events rows={rows} titles={[a.title, b.title]} ids={[a.id, b.id]} preset={preset?.id} />
      <Attacks sides={[one, other]} preset={preset?.id} />
      <NextStep href="/choose" title="What should you use?">
        Five questions lead to one recommendation, with its evidence and its price.
      </NextStep>
    </>
  )
}

function verdict([a = '', b = '']: readonly string[], forA: number, forB: number): string {
  if (forA === forB) return forA === 0 ? 'They end sessions alike.' : `Each is better at ${forA}.`
  const [winner, loser, more, less] = forA > forB ? [a, b, forA, forB] : [b, a, forB, forA]
  const events = more === 1 ? '1 event' : `${more} events`
  return less === 0
    ? `${winner} is better at ${events}, and ${loser} at none.`
    : `${winner} is better at ${events}, ${loser} at ${less}.`
}
