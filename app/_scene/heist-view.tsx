import type { ReactNode } from 'react'
import { Icon } from '#app/_ui/icon.tsx'

/** Who holds what, and what goes over the wire at one moment. Each of it was seen in a run. */
export interface Heist {
  /** What the credential is called. */
  token: string
  /** Another for each request: a movement is drawn once. */
  turn: string | number
  alice: Holder
  thief: Holder & { isRefused: boolean }
  door: 'open' | 'shut' | 'unknown'
  store: { words: string; isAsked: boolean }
}

interface Holder {
  holds: boolean
  /** What it does with the credential: holds it, has thrown it away. */
  word: string
  /** What it was answered. */
  says: string
  /** Is a request of it on its way? */
  asks: boolean
}

const doors = {
  open: { icon: 'lock-open', word: 'door open', colour: 'text-in' },
  shut: { icon: 'shield-check', word: 'door shut', colour: 'text-blocked' },
  unknown: { icon: 'minus', word: 'door', colour: 'text-soft' },
} as const

/** The owner, the server and the thief: the copy goes to the server once a knock, and the store lights up when it was read. */
export function HeistView({
  heist: { token, turn, alice, thief, door, store },
  names = { owner: 'Alice', thief: 'Thief' },
}: {
  heist: Heist
  names?: { owner: string; thief: string }
}) {
  const { icon, word, colour } = doors[door]
  return (
    <div className="grid grid-cols-[1fr_1.25rem_1.1fr_1.25rem_1fr] items-stretch sm:grid-cols-[1fr_minmax(1rem,0.5fr)_1.2fr_minmax(1rem,0.7fr)_1fr] text-sm">
      <Place title={names.owner} of="her browser">
        <Token token={token} holder={alice} />
        <p className="label mt-1 min-h-4">{alice.says}</p>
      </Place>
      <Wire moves={alice.asks} turn={turn} way="right" />
      <Place title="Server" of="and its store" isStrong>
        <p data-door={door} className={`flex items-center gap-1.5 font-medium ${colour}`}>
          <Icon name={icon} />
          {word}
        </p>
        <p
          key={store.isAsked ? turn : 'rests'}
          className={`mt-2 rounded-sm border px-2 py-1 text-xs ${store.isAsked ? 'lights-up border-accent' : 'border-dashed border-edge text-soft'}`}
        >
          {store.words}
        </p>
      </Place>
      <Wire moves={thief.asks} turn={turn} way="left" isRefused={thief.isRefused} />
      <Place title={names.thief} of="another browser" isThief>
        <Token token={token} holder={thief} />
        <p className="label mt-1 min-h-4">{thief.says}</p>
      </Place>
    </div>
  )
}

const Place = ({
  title,
  of,
  isStrong = false,
  isThief = false,
  children,
}: {
  title: string
  of: string
  isStrong?: boolean
  isThief?: boolean
  children: ReactNode
}) => (
  <section
    className={`min-w-0 rounded-md border p-2 sm:p-3 ${isStrong ? 'border-edge' : 'border-line'} ${isThief ? 'border-dashed border-edge' : ''}`}
  >
    <h3 className="text-sm">
      {title} <span className="label block font-normal sm:inline">{of}</span>
    </h3>
    <div className="mt-2">{children}</div>
  </section>
)

/** The credential is a thing that one sees: who has it, and who has thrown it away. */
const Token = ({ token, holder: { holds, word } }: { token: string; holder: Holder }) => (
  <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
    <span className={holds ? '' : 'text-soft'}>{word}</span>
    <span
      className={`inline-flex max-w-full items-center rounded-full border px-2 font-mono text-xs leading-5 ${
        holds
          ? 'border-(--mark-waiting) bg-(--mark-waiting)/15'
          : 'border-dashed border-edge text-soft line-through'
      }`}
    >
      <span className="truncate">{token}</span>
    </span>
  </p>
)

/** A request on its way: drawn once for each that was made. */
const Wire = ({
  moves,
  turn,
  way,
  isRefused = false,
}: {
  moves: boolean
  turn: string | number
  way: 'left' | 'right'
  isRefused?: boolean
}) => (
  <div aria-hidden className="relative self-center">
    <div className={`border-t ${moves ? 'border-edge' : 'border-dashed border-line'}`} />
    {moves && (
      <span
        key={turn}
        className={`absolute -top-1.5 size-3 rounded-full border-2 ${way === 'left' ? 'goes-left' : 'goes-right'} ${
          isRefused ? 'border-(--mark-blocked) bg-panel' : 'border-(--mark-in) bg-(--mark-in)'
        }`}
      />
    )}
  </div>
)
