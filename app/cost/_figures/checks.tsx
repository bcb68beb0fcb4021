import { besides, measuredCost, micros } from '#lib/evidence/cost.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { Bars, type Bar } from './bars.tsx'

const floorOf = (name: string): number =>
  besides('floor').find((one) => one.name === name)?.median ?? 0

/** What a check cannot do without: the MAC of a token, or the hash of an id, and its reads. */
function floor({ reads, isSigned }: { reads: number; isSigned: boolean }): number {
  const read = floorOf('a prepared read')
  const hashed = floorOf('SHA-256 and a prepared read')
  const mac = floorOf('HMAC-SHA256 and compare')
  return isSigned ? mac + reads * read : hashed + Math.max(0, reads - 1) * read
}

/** Which of two checks was timed: as its name in the file says. */
const NEW = /, a new one$/

/** Every strategy's check, of what it has seen before and of a new one, beside what others use for the same. */
export function checkBars(): Bar[] {
  const ours = strategies.flatMap(({ id, title, cost, needs }): Bar[] => {
    const measured = measuredCost(id)
    if (!measured) return []
    const { reads } = cost.request
    const isSigned = needs.includes('tokens')
    const own = isSigned || needs.includes('sessions')
    return [
      {
        name: title,
        href: `/strategies/${id}`,
        value: measured.verify,
        ofNew: measured.verifyNew,
        ...(own && { floor: floor({ reads, isSigned }) }),
        look: 'ours',
      },
    ]
  })
  const others = (['floor', 'peer'] as const).flatMap((kind) =>
    besides(kind).map(({ name, median }): Bar => {
      const isNew = NEW.test(name)
      return {
        name: name.replace(NEW, ''),
        value: isNew ? null : median,
        ofNew: isNew ? median : null,
        look: kind,
      }
    }),
  )
  const order = ({ value, ofNew }: Bar): number => value ?? ofNew ?? 0
  return [...ours, ...others].toSorted((a, b) => order(a) - order(b))
}

export const Checks = () => <Bars label="What a check takes" bars={checkBars()} most={50} />

/** What it takes, in two sentences: with nothing to look up, and with a row to read. */
export function CheckAnswer() {
  const [token, row] = ['stateless-jwt', 'cookie-session'].map(measuredCost)
  if (!token || !row || token.verifyNew === null || row.verifyNew === null) return null
  return (
    <p
      className="mt-1 max-w-4xl text-3xl leading-tight font-semibold text-balance sm:text-[40px]"
      data-answer
    >
      A signed token is checked in {micros(token.verify)}, the first time in{' '}
      {micros(token.verifyNew)}. A session row takes {micros(row.verify)}, the first time{' '}
      {micros(row.verifyNew)}.
    </p>
  )
}
