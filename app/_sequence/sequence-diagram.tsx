import type { CSSProperties } from 'react'
import { parties, partyWords, type Message, type Part } from './message.ts'

const colours = {
  in: 'text-in',
  blocked: 'text-blocked',
  waiting: 'text-waiting',
  unknown: 'text-soft',
  error: 'text-ink',
} as const

/**
 * A sequence diagram as RFCs draw them: lifelines from top to bottom, an arrow for each message. It
 * is an ordered list underneath, and every step says who speaks to whom.
 */
export function SequenceDiagram({ parts, caption }: { parts: Part[]; caption: string }) {
  const starts = parts.map((_, at) =>
    parts.slice(0, at).reduce((sum, { messages }) => sum + messages.length, 1),
  )
  return (
    <figure className="@container min-w-0">
      <div className="relative">
        <Lifelines />
        <div aria-hidden className="relative grid grid-cols-4 text-center">
          {parties.map((party) => (
            <span key={party} className="flex items-end justify-center px-1">
              <span className="label rounded-sm border border-edge bg-panel px-1.5 py-0.5 text-ink">
                {partyWords[party]}
              </span>
            </span>
          ))}
        </div>
        {parts.map(({ title, messages }, part) => (
          <section key={title} aria-label={title} className="relative mt-4">
            <p aria-hidden className="label border-b border-line bg-panel py-1 font-medium">
              {title}
            </p>
            <ol start={starts[part]} className="mt-1 grid gap-2">
              {messages.map((message, at) => (
                <Step
                  // A part is never reordered.
                  key={at}
                  number={(starts[part] ?? 1) + at}
                  message={message}
                />
              ))}
            </ol>
          </section>
        ))}
      </div>
      <figcaption className="label mt-3">{caption}</figcaption>
    </figure>
  )
}

const Lifelines = () => (
  <div aria-hidden className="absolute inset-0 grid grid-cols-4">
    {parties.map((party) => (
      <span key={party} className="mx-auto border-l border-dashed border-line" />
    ))}
  </div>
)

/** The middle of a lifeline, in percent of the width. */
const middle = (at: number) => ((at + 0.5) / parties.length) * 100

function Step({ number, message }: { number: number; message: Message }) {
  const { text, note, verdict } = message
  const [from, to] = [parties.indexOf(message.from), parties.indexOf(message.to)]
  const isInside = from === to
  // Something done in one place has the room of both its neighbours for its words.
  const left = isInside ? middle(Math.max(0, from - 1)) : middle(Math.min(from, to))
  const right = isInside ? middle(Math.min(3, to + 1)) : middle(Math.max(from, to))
  const span = { '--left': `${left}%`, '--width': `${right - left}%` } as CSSProperties
  const whom = isInside ? partyWords[message.from] : `to ${partyWords[message.to].toLowerCase()}`
  return (
    <li className={verdict ? colours[verdict] : undefined} style={span}>
      <div className="flex justify-center @xl:ml-(--left) @xl:w-(--width)">
        <p className="bg-panel px-1 text-center text-[13px] leading-5">
          <span aria-hidden className="mr-1 font-mono text-[11px] text-soft">
            {number}
          </span>
          <span className="sr-only">
            {isInside ? whom : `${partyWords[message.from]} ${whom}`}:{' '}
          </span>
          <span className="break-words">{text}</span>
          {note && <span className="label block text-soft">{note}</span>}
        </p>
      </div>
      {isInside ? (
        <span
          aria-hidden
          className="relative block h-2 w-2 -translate-x-1/2 border border-current bg-panel"
          style={{ left: `${middle(from)}%` }}
        />
      ) : (
        <Arrow message={message} pointsRight={to > from} />
      )}
    </li>
  )
}

function Arrow({ message, pointsRight }: { message: Message; pointsRight: boolean }) {
  return (
    <span aria-hidden className="relative ml-(--left) block h-3 w-(--width)">
      <span
        className={`absolute inset-x-0 top-1.5 border-t border-current ${message.isAnswer ? 'border-dashed' : ''}`}
      />
      <svg
        width="8"
        height="10"
        viewBox="0 0 8 10"
        className={`absolute top-px ${pointsRight ? 'right-0' : 'left-0 rotate-180'}`}
      >
        <path d="M0,0L8,5L0,10z" fill="currentColor" />
      </svg>
    </span>
  )
}
