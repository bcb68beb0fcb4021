import { useState } from 'react'

/**
 * How often another workspace took the place of the one before: what was typed or done in one is not
 * meant for the next. The one that a first visit makes takes nobody's place.
 */
export function useWorkspaceTurn(workspace: string | null): number {
  const [known, setKnown] = useState({ workspace, turn: 0 })
  if (workspace !== null && workspace !== known.workspace) {
    setKnown({ workspace, turn: known.workspace === null ? known.turn : known.turn + 1 })
  }
  return known.turn
}
