import type { Standing } from '#lib/choose/recommend.ts'
import type { AttackCellRun } from '#lib/evidence/attack-model.ts'
import type { CellSummary } from '#lib/evidence/model.ts'
import { eventPress } from '#lib/evidence/words/events.ts'
import { collateralMarks, survivalWords } from '#lib/evidence/words/survival.ts'
import { originWords } from '#lib/evidence/words/verdicts.ts'
import { groups } from '#lib/scenarios/attacks/attack.ts'
import { attacks as registered } from '#lib/scenarios/attacks/registry.ts'
import { Link } from '#app/_ui/link.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { allAttacksAddress, attackAddress, cellAddress } from '#app/_evidence/cell-addresses.ts'
import { readingOf } from '#app/_evidence/reading.ts'
import { outcomeLooks } from '#app/_ui/looks.ts'
import { PRESET } from '../_candidates/lifetimes.ts'
import { Part } from './part.tsx'
import { countAttacks, type Proof } from './proof.ts'

/** What stays open, and the attacks that work. */
export function Beware({ standing: { declared }, proof }: { standing: Standing; proof: Proof }) {
  const { id, title, unfit } = declared
  const { open, attacks } = proof
  return (
    <Part id={`beware-${id}`} title="What to beware of" of={title}>
      <p className="mt-1">{unfit}</p>
      {open.length > 0 && (
        <>
          <h4 className="mt-3 font-medium">What does not end at once, or hits somebody else</h4>
          <ul>
            {alike(open).map(({ says, cells: [first, ...more] }) => (
              <li key={says} className="border-t border-line py-1.5">
                {first && <VerdictMark {...readingOf(first)} word={says} />}
                <span className="block">
                  {[first, ...more].map(
                    (cell, at) =>
                      cell && (
                        <span key={cell.event}>
                          {at > 0 && ', '}
                          <Link href={cellAddress(PRESET, id, cell.event)}>
                            {eventPress[cell.event]}
                          </Link>
                        </span>
                      ),
                  )}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <h4 className="mt-3 font-medium">
        Of {registered.length} attacks, {countAttacks(attacks)}
      </h4>
      <ul>
        {Object.entries(groups).map(([group, name]) => (
          <Attacks key={group} strategy={id} name={name} cells={ofGroup(attacks, group)} />
        ))}
      </ul>
      <p className="mt-2">
        <Link href={allAttacksAddress(PRESET, id)}>
          All attacks on it, those that are blocked, too
        </Link>
      </p>
    </Part>
  )
}

const ofGroup = (cells: readonly AttackCellRun[], group: string) =>
  cells.flatMap((cell) => {
    const attack = registered.find(({ id }) => id === cell.attack)
    return attack?.group === group ? [{ cell, attack }] : []
  })

function Attacks({
  strategy,
  name,
  cells,
}: {
  strategy: string
  name: string
  cells: ReturnType<typeof ofGroup>
}) {
  if (cells.length === 0) return null
  return (
    <li className="border-t border-line py-1.5">
      <details>
        <summary className="min-h-6 cursor-pointer">
          {name}: {cells.length}
        </summary>
        <ul className="pl-4">
          {cells.map(({ cell, attack }) => (
            <li key={attack.id} className="py-0.5">
              <Link href={attackAddress(PRESET, strategy, attack.id)}>{attack.title}</Link>
              <span className="label block">
                {cell.outcome !== 'works' && `${outcomeLooks[cell.outcome].word}: `}
                {originWords(cell)}
              </span>
            </li>
          ))}
        </ul>
      </details>
    </li>
  )
}

/** Cells that say the same, together. */
function alike(cells: readonly CellSummary[]): { says: string; cells: CellSummary[] }[] {
  const found = new Map<string, CellSummary[]>()
  for (const cell of cells) {
    const mark = collateralMarks[cell.collateral]
    const says = `${survivalWords(cell)}${mark ? `, hits ${mark}` : ''}`
    found.set(says, [...(found.get(says) ?? []), cell])
  }
  return [...found].map(([says, own]) => ({ says, cells: own }))
}
