import type { RotationResult } from '#lib/scenarios/plays/rotation.ts'
import { reuseIn, token } from './words.ts'

/** How wide a token and the way to the next one are. Pixels of the drawing. */
const [WIDE, STEP, HIGH] = [44, 76, 92]

/** The family: each token, who holds it, and whether the family lives. */
export function Family({ result }: { result: RotationResult }) {
  const exchanges = result.steps.flatMap(({ exchanges: all }) => all)
  const newest = Math.max(0, ...exchanges.map(({ received, lost }) => received ?? lost ?? 0))
  const reuse = reuseIn(result)
  const numbers = Array.from({ length: newest + 1 }, (_, number) => number)
  const width = newest * STEP + WIDE + 4
  const { alice, thief } = result
  return (
    <figure className="panel overflow-x-auto p-4">
      <svg
        viewBox={`0 0 ${width} ${HIGH}`}
        width={width}
        height={HIGH}
        role="img"
        aria-label={`A family of ${newest + 1}: ${token(newest)} is the last one. Alice holds ${token(alice.holds)}, the thief ${token(thief.holds)}. ${reuse ? `${token(reuse.presented)} was used twice, and the family is ended.` : 'The family lives.'}`}
        className={reuse ? 'text-in' : 'text-ink'}
      >
        {numbers.map((number) => {
          const left = number * STEP + 2
          const isLast = number === newest
          return (
            <g key={number} transform={`translate(${left} 0)`}>
              {!isLast && (
                <path
                  d={`M${WIDE + 4} 16h${STEP - WIDE - 12}m-5-4 5 4-5 4`}
                  fill="none"
                  stroke="currentColor"
                  strokeWidth="1.5"
                />
              )}
              <rect
                y="1"
                width={WIDE}
                height="30"
                rx="5"
                fill={isLast && !reuse ? 'var(--accent)' : 'var(--panel)'}
                stroke={isLast && !reuse ? 'var(--accent)' : 'currentColor'}
                strokeDasharray={isLast ? undefined : '4 3'}
                strokeWidth="1.5"
              />
              <text
                x={WIDE / 2}
                y="21"
                textAnchor="middle"
                className="font-mono text-[13px]"
                fill={isLast && !reuse ? 'var(--panel)' : 'currentColor'}
              >
                {token(number)}
              </text>
              {reuse?.presented === number && (
                <path
                  d={`M4 5l${WIDE - 8} 22m0-22-${WIDE - 8} 22`}
                  stroke="currentColor"
                  strokeWidth="2"
                />
              )}
              {alice.holds === number && <Holder y={50} name="Alice" fill="var(--ink)" />}
              {thief.holds === number && <Holder y={72} name="thief" fill="var(--in)" />}
            </g>
          )
        })}
      </svg>
      <figcaption className="label mt-1">
        {reuse
          ? `${token(reuse.presented)} came twice: the family is ended, ${token(newest)} with it.`
          : `${token(newest)} is in force; what is dashed has been used. The names are of those who hold it.`}
      </figcaption>
    </figure>
  )
}

const Holder = ({ y, name, fill }: { y: number; name: string; fill: string }) => (
  <text x={WIDE / 2} y={y} textAnchor="middle" className="text-[12px] font-medium" fill={fill}>
    {name}
  </text>
)
