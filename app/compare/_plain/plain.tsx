import { eventAbout } from '#lib/evidence/words/events-about.ts'
import { eventNames, type EventName } from '#lib/strategies/events.ts'
import { allStrategies, needsNodes } from '#lib/strategies/registry.ts'
import { presets } from '#lib/workspace/presets.ts'
import { defaultSettings, type Settings } from '#lib/workspace/settings.ts'
import { cellKey } from '#app/_evidence/paths.ts'
import { measuredCells } from '#app/_measured/measured.ts'
import { Link } from '#app/_ui/link.tsx'
import type { Row } from '../_matrix/row.ts'
import { AllEvents } from './all-events.tsx'
import { ALL, PlainChoice } from './choice.tsx'
import { OneEvent } from './one-event.tsx'

interface PlainProps {
  /** As the address has it. */
  asked: { event?: unknown; preset?: unknown; view?: unknown }
  own: Settings
  rows: readonly Row[]
}

/** What the server alone can show: one event, measured as the page is sent, or all of them when asked. */
export async function Plain({ asked, own, rows }: PlainProps) {
  if (asked.view === 'attacks') return <Attacks />
  const preset = presets.find(({ id }) => id === asked.preset)
  const settings = preset ? { ...defaultSettings, ...preset.lifetimes } : own
  const event = eventNames.find((name) => name === asked.event) ?? 'logout'
  const wanted: readonly EventName[] = asked.event === ALL ? eventNames : [event]
  const measured = await Promise.all(
    allStrategies.map((definition) => measuredCells(definition, wanted, settings)),
  )
  const cells = measured.flat()
  const here = allStrategies.filter((definition) => !needsNodes(definition)).map(({ id }) => id)
  const counted = cells.filter(({ strategy }) => here.includes(strategy))
  const still = counted.filter(({ firstRefused }) => firstRefused !== 0).length
  return (
    <>
      <Tabs />
      <PlainChoice event={asked.event === ALL ? ALL : event} preset={preset?.id ?? ''} />
      <p className="says-missing mt-2 max-w-prose text-sm text-soft">
        Without JavaScript the ranking, the files and the steps of each run are left out.
      </p>
      {asked.event === ALL ? (
        <AllEvents
          rows={rows}
          cells={new Map(cells.map((cell) => [cellKey(cell.strategy, cell.event), cell]))}
        />
      ) : (
        <>
          <p className="mt-6 text-3xl leading-tight font-semibold sm:text-[40px]">
            {still} of {counted.length} still let the thief in.
          </p>
          <p className="mt-1 text-sm text-soft">{eventAbout[event]}</p>
          <OneEvent rows={rows} cells={new Map(cells.map((cell) => [cell.strategy, cell]))} />
        </>
      )}
    </>
  )
}

const Tabs = ({ isAttacks = false }) => (
  <p className="mt-4 flex flex-wrap gap-2">
    <Link className="button" href="/compare" aria-current={!isAttacks}>
      Events
    </Link>
    <Link className="button" href="/compare?view=attacks" aria-current={isAttacks}>
      Attacks
    </Link>
  </p>
)

const Attacks = () => (
  <>
    <Tabs isAttacks />
    <p className="says-missing mt-4 max-w-prose">
      Without JavaScript nothing is played here. The last run of all attacks, under every strategy,
      is a table in the <Link href="/reports">reports</Link>.
    </p>
  </>
)
