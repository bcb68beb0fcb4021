import type { Named } from '#lib/evidence/named.ts'
import type { Playable } from './playable.ts'
import { WORKSPACE } from '#app/_evidence/paths.ts'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { isStep } from '#app/_data/known.ts'
import { writeAddress } from '#app/_data/address.ts'

/** Where a visitor is in a story, as the address tells it; what it names and is not there is passed over. */
export function useStory<Guess extends string>({
  strategies,
  presets,
  first,
  isGuess,
}: {
  strategies: readonly Playable[]
  presets: readonly Named[]
  /** The strategy to begin with. */
  first: string | undefined
  isGuess: (name: string | null) => name is Guess
}) {
  const search = useSearchParams()
  const [revealed, setRevealed] = useState('')
  const guessed = search.get('guess')
  const at = search.get('at') ?? ''
  const source = presets.find(({ id }) => id === search.get('preset'))?.id ?? WORKSPACE
  return {
    strategy:
      strategies.find(({ id }) => id === search.get('strategy')) ??
      strategies.find(({ id }) => id === first),
    source,
    guess: isGuess(guessed) ? guessed : null,
    /** Null before the run. */
    position: isStep(at) ? Number(at) : null,
    /** Has a run been seen to its end under these lifetimes? The other outcomes spoil nothing then. */
    isRevealed: revealed === source,
    reveal: () => setRevealed(source),
    makeGuess: (guess: Guess) => writeAddress({ guess }),
    begin: () => writeAddress({ at: '0' }),
  }
}
