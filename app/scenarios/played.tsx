'use client'

import { useProgress, forget } from './progress.ts'
import { Icon } from '#app/_ui/icon.tsx'

/** What this device remembers of one story. */
export function Played({ story }: { story: string }) {
  const isRight = useProgress()[story]
  if (isRight === undefined) return null
  return (
    <span data-played={story} className="inline-flex items-center gap-1 text-sm">
      <Icon name={isRight ? 'circle-check' : 'check'} size={14} />
      {isRight ? 'guessed right' : 'played'}
    </span>
  )
}

/** How far one has come, and that nobody else knows. */
export function HowFar({ stories, onWalk }: { stories: number; onWalk: readonly string[] }) {
  const progress = useProgress()
  const played = Object.keys(progress).length
  const right = Object.values(progress).filter(Boolean).length
  const walked = onWalk.filter((id) => progress[id] !== undefined).length
  return (
    <p className="needs-js mt-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm" data-how-far>
      <span>
        {played === 0
          ? 'You have played none yet.'
          : `You have played ${played} of ${stories}, ${walked} of them on the walk, and guessed ${right} right.`}{' '}
        <span className="text-soft">This is kept on this device alone, and sent nowhere.</span>
      </span>
      {played > 0 && (
        <button type="button" className="button button-small unprinted" onClick={forget}>
          Forget it
        </button>
      )}
    </p>
  )
}
