import type { AttackCellRun } from '#lib/evidence/attack-model.ts'
import { originWords } from '#lib/evidence/words/verdicts.ts'
import { findAttack } from '#lib/scenarios/attacks/registry.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { attackAddress } from '#app/_evidence/cell-addresses.ts'
import { Link } from '#app/_ui/link.tsx'

interface Side {
  definition: StrategyDefinition
  attacks: readonly AttackCellRun[]
}

const working = ({ attacks }: Side) => attacks.filter(({ outcome }) => outcome === 'works')

/** What works on one of the two alone. */
export function Attacks({
  sides,
  preset,
}: {
  sides: readonly [Side, Side]
  preset: string | undefined
}) {
  const [one, other] = sides
  const has = (side: Side, id: string) => working(side).some(({ attack }) => attack === id)
  const both = working(one).filter(({ attack }) => has(other, attack)).length
  const only = [
    { side: one, cells: working(one).filter(({ attack }) => !has(other, attack)) },
    { side: other, cells: working(other).filter(({ attack }) => !has(one, attack)) },
  ]
  return (
    <section aria-labelledby="attacks" className="mt-8">
      <h2 id="attacks" className="text-lg">
        Which attacks work
      </h2>
      <p className="mt-1 text-sm text-soft">
        {both === 1 ? '1 attack works' : `${both} attacks work`} on both.
      </p>
      <div className="mt-3 grid items-start gap-2 md:grid-cols-2">
        {only.map(({ side: { definition }, cells }) => (
          <section key={definition.id} className="panel p-4 text-sm">
            <h3 className="text-base">
              On {definition.title} alone: {cells.length}
            </h3>
            <ul className="mt-1">
              {cells.map((cell) => (
                <li key={cell.attack} className="py-0.5">
                  <Link href={attackAddress(preset, definition.id, cell.attack)}>
                    {findAttack(cell.attack)?.title ?? cell.attack}
                  </Link>
                  {cell.from !== 'here' && <span className="label block">{originWords(cell)}</span>}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  )
}
