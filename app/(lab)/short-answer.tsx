import { costWords } from '#lib/evidence/words/promises.ts'
import { closesAtOnce, type Door } from '#lib/evidence/door.ts'
import { readable } from '#lib/evidence/words/durations.ts'
import type { StrategyDescription } from '#lib/strategies/describe.ts'
import { Link } from '#app/_ui/link.tsx'

/**
 * How a JWT is revoked and whether one should have used it, from the measured runs of an event.
 * Nothing where they do not show the difference: another event, or lifetimes that end it at once.
 */
export function ShortAnswer({
  doors,
  descriptions,
}: {
  doors: readonly Door[]
  descriptions: readonly Pick<StrategyDescription, 'id' | 'perRequest'>[]
}) {
  const seen = (id: string) => {
    const door = doors.find(({ strategy }) => strategy === id)
    const cost = descriptions.find((described) => described.id === id)?.perRequest
    return door && cost && { door, cost, isAtOnce: closesAtOnce(door) }
  }
  const [bare, listed, session] = ['stateless-jwt', 'jwt-blocklist', 'cookie-session'].map(seen)
  if (!bare || bare.isAtOnce || !listed?.isAtOnce || !session?.isAtOnce) return null
  const { firstRefused, horizon } = bare.door
  const worked = firstRefused === null ? `at least ${readable(horizon)}` : readable(firstRefused)
  return (
    <p className="mt-2 max-w-3xl">
      <strong className="font-semibold">Nothing revokes a JWT by itself</strong>: the copy worked
      for {worked} more. To refuse it at once, look it up on each request:{' '}
      <Link href="/learn/revocation">a blocklist</Link> takes {costWords(listed.cost)}. A{' '}
      <Link href="/strategies/cookie-session">session in a store</Link>, with no JWT, is refused at
      once for {costWords(session.cost)}. <Link href="/choose">Which one you should use</Link>
    </p>
  )
}
