import {
  MOST_MOVES,
  rotationMoves,
  type RotationMove,
  type RotationPlay,
} from '#lib/scenarios/plays/rotation.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { LinkInPlace } from '#app/_ui/link-in-place.tsx'
import { addressOf } from './address.ts'
import { moveWords } from './words.ts'

/** What can happen next. Each is a link, so that a play is an address, and Back takes a move back. */
export function Moves({ play: { moves, grace } }: { play: RotationPlay }) {
  const isFull = moves.length >= MOST_MOVES
  return (
    <section aria-labelledby="moves" className="panel p-4">
      <h3 id="moves" className="font-medium">
        What happens next?
      </h3>
      <ul className="mt-2 grid grid-cols-2 gap-2 lg:grid-cols-1">
        {rotationMoves.map((move) => (
          <li key={move} className="grid">
            {isFull ? (
              <span className="button text-soft" aria-disabled>
                {moveWords[move]}
              </span>
            ) : (
              <LinkInPlace
                href={addressOf({ moves: [...moves, move], grace })}
                className={`button ${moves.length === 0 && move.endsWith('-renews') ? 'button-main' : ''}`}
              >
                {moveWords[move]}
              </LinkInPlace>
            )}
          </li>
        ))}
      </ul>
      <p className="label mt-2">
        {isFull ? `${MOST_MOVES} moves are a whole story: begin anew.` : 'As often as you like.'}
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        <LinkInPlace
          href={addressOf({ moves: moves.slice(0, -1), grace })}
          className="button button-small"
        >
          <Icon name="skip-back" size={14} /> One back
        </LinkInPlace>
        <LinkInPlace href={addressOf({ moves: [], grace })} className="button button-small">
          <Icon name="rotate-ccw" size={14} /> Begin anew
        </LinkInPlace>
      </div>
    </section>
  )
}

/** The same moves under another grace: the whole play is played again. */
export function Grace({
  play,
  graces,
}: {
  play: RotationPlay
  /** Those that the workspace's other lifetimes allow. */
  graces: readonly RotationPlay['grace'][]
}) {
  return (
    <section aria-labelledby="grace" className="panel p-4">
      <h3 id="grace" className="font-medium">
        Grace: a second use is forgiven for
      </h3>
      <ul className="mt-2 flex flex-wrap gap-2">
        {graces.map((grace) => (
          <li key={grace}>
            <LinkInPlace
              href={addressOf({ ...play, grace })}
              className="button button-small"
              aria-current={grace === play.grace}
            >
              {grace} s
            </LinkInPlace>
          </li>
        ))}
      </ul>
      <p className="label mt-2">The same moves are played again under it.</p>
    </section>
  )
}

const stories: readonly { title: string; moves: RotationMove[]; lesson: string }[] = [
  {
    title: 'Alice renews first',
    moves: ['alice-renews', 'a-minute-passes', 'thief-renews'],
    lesson: 'The thief comes second, with a token that has been used.',
  },
  {
    title: 'The thief renews first',
    moves: ['thief-renews', 'a-minute-passes', 'alice-renews'],
    lesson: 'Nobody notices until Alice comes back, however long that takes.',
  },
  {
    title: 'Two tabs, and no thief',
    moves: ['two-tabs-renew'],
    lesson: 'The same token twice within a moment: a grace forgives it.',
  },
  {
    title: 'The answer is lost on the train',
    moves: ['answer-is-lost', 'five-seconds-pass', 'alice-renews'],
    lesson: 'Alice asks again with what she has. Without a grace that is reuse.',
  },
  {
    title: 'A thief within the grace',
    moves: ['alice-renews', 'five-seconds-pass', 'thief-renews', 'a-minute-passes', 'alice-renews'],
    lesson: 'Both hold the same successor, and it goes unnoticed until one of them renews again.',
  },
]

/** Plays to begin with: each makes one point. */
export function Stories({ play: { grace } }: { play: RotationPlay }) {
  return (
    <>
      <h2 className="mt-8 text-lg">Told apart, or not</h2>
      <ul className="mt-2 grid gap-2 md:grid-cols-2 xl:grid-cols-3">
        {stories.map(({ title, moves, lesson }) => (
          <li key={title} className="panel p-4 text-sm">
            <a className="font-medium" href={addressOf({ moves, grace })}>
              {title}
            </a>
            <p className="mt-1 text-soft">{lesson}</p>
          </li>
        ))}
      </ul>
    </>
  )
}
