import { stopwatch } from '#lib/evidence/words/durations.ts'
import type { Exchange, RotationResult, RotationStep } from '#lib/scenarios/plays/rotation.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { answerWords, moveWords, partyWords, token } from './words.ts'

/** Alice on the left, the thief on the right, and between them what the server does. */
const row = 'grid grid-cols-[minmax(0,1fr)_minmax(0,1.6fr)_minmax(0,1fr)] items-center gap-x-2'

export function Exchanges({ result: { steps } }: { result: RotationResult }) {
  return (
    <section aria-label="What happened" className="panel overflow-hidden">
      <div className={`${row} label border-b border-line px-3 py-2 font-medium`} aria-hidden>
        <span>Alice's browser</span>
        <span className="text-center">The server: one family of tokens</span>
        <span className="text-right">The thief</span>
      </div>
      <ol className="text-sm">
        <li className={`${row} px-3 py-3`}>
          <Holds number={0} />
          <span className="text-center">
            <span className="label block">0:00</span>Alice signs in, and is handed R0. The thief
            copies it.
          </span>
          <span className="text-right">
            <Holds number={0} />
          </span>
        </li>
        {steps.map((step, index) => (
          // A play is a list that only grows: a move is what stands at its place.
          <Step key={index} step={step} />
        ))}
      </ol>
    </section>
  )
}

function Step({ step: { move, at, exchanges } }: { step: RotationStep }) {
  if (exchanges.length === 0) {
    return (
      <li className="border-t border-line bg-sunken px-3 py-1 text-center text-soft">
        {moveWords[move]}
      </li>
    )
  }
  return exchanges.map((exchange) => <Row key={exchange.by} exchange={exchange} at={at} />)
}

function Row({ exchange, at }: { exchange: Exchange; at: number }) {
  const { by, presented, received, reason, repeated } = exchange
  const isThief = by === 'thief'
  const colour = reason === null ? (repeated ? 'text-waiting' : '') : 'text-in'
  const side = (
    <span className={`flex flex-wrap items-center gap-1 ${isThief ? 'justify-end' : ''}`}>
      <span className="sr-only">{partyWords[by]} presents </span>
      {by === 'tab' && <span className="label w-full">second tab</span>}
      <Token number={presented} isSpent />
      <Icon name="arrow-right" className={isThief ? 'order-first rotate-180' : ''} />
      {received !== null && (
        <>
          <span className="sr-only">and is handed</span>
          <Token number={received} />
        </>
      )}
    </span>
  )
  return (
    <li className={`${row} border-t border-line px-3 py-3`} data-reason={reason ?? 'accepted'}>
      {isThief ? <span /> : side}
      <span className={`text-center ${colour}`}>
        <span className="label block">{stopwatch(at)}</span>
        <span className="font-medium">{token(presented)}</span> {answerWords(exchange)}.
      </span>
      {isThief ? side : <span />}
    </li>
  )
}

const Holds = ({ number }: { number: number }) => (
  <span>
    <span className="sr-only">holds </span>
    <Token number={number} />
  </span>
)

const Token = ({ number, isSpent = false }: { number: number; isSpent?: boolean }) => (
  <span
    className={`inline-block min-w-8 rounded-sm border px-1.5 text-center font-mono text-[13px] ${
      isSpent ? 'border-dashed border-edge text-soft' : 'border-accent text-ink'
    }`}
  >
    {token(number)}
  </span>
)
