import { measuredCost, type MeasuredCost } from '#lib/evidence/cost.ts'
import { holdsTokens, renewalWrites } from '#lib/evidence/cost-cpu.ts'
import { refreshUnknown } from '#lib/evidence/cost-wire.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { allStrategies } from '#lib/strategies/registry.ts'

type Asked = (definition: StrategyDefinition, measured: MeasuredCost) => boolean

/** The titles of those measured ones of which it is true. */
const titles = (isTrue: Asked): string[] =>
  allStrategies.flatMap((definition) => {
    const measured = measuredCost(definition.id)
    return measured && isTrue(definition, measured) ? [definition.title] : []
  })

/** What is in the CPU and on the wire, and whose is not. */
export function NotCounted() {
  const writing = titles(renewalWrites)
  const seenAlone = titles(
    (definition, { verifyNew }) => holdsTokens(definition) && verifyNew === null,
  )
  const unweighed = titles(refreshUnknown)
  return (
    <p className="mt-1 max-w-prose">
      {writing.length > 0 && (
        <>
          Renewals that write wait for the disk, and their CPU was not measured apart: it is left
          out for {writing.join(' and ')}. Sign-ins and log-outs are left out for all.{' '}
        </>
      )}
      {seenAlone.length > 0 && (
        <>
          The CPU of {seenAlone.join(' and ')} is of tokens that were seen before: new ones were not
          measured.{' '}
        </>
      )}
      On the wire are the values of credentials, without the names of headers and cookies: what
      clients send with requests and renewals, and what answers set at sign-ins and renewals.
      {unweighed.length > 0 && (
        <> The refresh tokens of {unweighed.join(' and ')} were not weighed, and are left out.</>
      )}
    </p>
  )
}
