import type { After, WayResult } from '#lib/scenarios/plays/revocation.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { Link } from '#app/_ui/link.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { honestWords, keptWords, requestWords, thiefWords, wayWords } from './words.ts'

/** One way: what it asks, what that reads, and who was in after the event. */
export function WayPanel({ result }: { result: WayResult }) {
  const { way, title, thief, laptop, bystander, kept } = result
  const { title: name, asks } = wayWords[way]
  return (
    <li className="panel flex flex-col gap-3 p-4" data-way={way}>
      <div>
        <h3 className="font-medium">{name}</h3>
        <p className="text-sm text-soft">{asks}</p>
      </div>
      <Trip result={result} />
      <dl className="grid grid-cols-3 gap-2 text-sm">
        <div data-who="thief">
          <dt className="label">Thief's copy</dt>
          <dd>
            <VerdictMark kind={thief.isIn ? 'in' : 'blocked'} word={thiefWords(result)} />
          </dd>
        </div>
        <Honest name="Alice's laptop" who="laptop" after={laptop} />
        <Honest name="Bob" who="bystander" after={bystander} />
      </dl>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
        <dt className="text-soft">Costs</dt>
        <dd>{requestWords(result)}</dd>
        <dt className="text-soft">Keeps</dt>
        <dd>{kept.length > 0 ? keptWords(kept).join('; ') : 'nothing'}</dd>
      </dl>
      {kept.length > 0 && (
        <details className="text-sm">
          <summary>The rows themselves</summary>
          <ul className="mt-2 grid gap-2">
            {kept.map(({ table, row }) => (
              <li
                key={JSON.stringify(row)}
                className="rounded-sm bg-sunken p-2 font-mono text-[12px] leading-4 break-all"
              >
                {table}:{' '}
                {Object.entries(row)
                  .map(([column, value]) => `${column}=${value}`)
                  .join(' ')}
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className="mt-auto text-sm">
        <Link href={`/strategies/${way}`}>{title}</Link>
      </p>
    </li>
  )
}

function Honest({ name, who, after }: { name: string; who: string; after: After }) {
  return (
    <div data-who={who}>
      <dt className="label">{name}</dt>
      <dd>
        {after.asMeant ? (
          <span className="inline-flex items-start gap-1.5">
            <Icon name={after.isIn ? 'check' : 'minus'} className="mt-1 shrink-0 text-soft" />
            {honestWords(after)}
          </span>
        ) : (
          <VerdictMark kind={after.isIn ? 'in' : 'error'} word={honestWords(after)} />
        )}
      </dd>
    </div>
  )
}

const stop = 'rounded-sm border px-2 py-1 whitespace-nowrap'

/**
 * What a token passes on its way, drawn from what was counted: a read that a forged token costs as
 * well comes before the signature is checked.
 */
function Trip({ result: { way, request, forged, thief } }: { result: WayResult }) {
  const reads = Array.from({ length: request.reads }, (_, at) => (
    <span key={`read ${at}`} className={`${stop} border-accent text-accent`} data-read>
      read: {wayWords[way].looksAt}
    </span>
  ))
  const signature = (
    <span key="signature" className={`${stop} border-edge`}>
      signature
    </span>
  )
  const stops = [
    ...reads.slice(0, forged.reads),
    signature,
    ...reads.slice(forged.reads),
    <span
      key="answer"
      className={`${stop} font-medium ${thief.isIn ? 'border-in text-in' : 'border-blocked text-blocked'}`}
    >
      {thief.isIn ? '200 alice' : `401 ${thief.reason}`}
    </span>,
  ]
  return (
    <p className="flex flex-wrap items-center gap-x-1 gap-y-2 text-[13px]">
      <span className={`${stop} border-edge bg-sunken font-mono`}>token</span>
      {stops.map((one) => (
        <span key={one.key} className="inline-flex items-center gap-1">
          <Icon name="arrow-right" size={14} className="text-soft" />
          {one}
        </span>
      ))}
    </p>
  )
}
