'use client'

import { useCallback, useEffect, useState } from 'react'
import { Notice } from '#app/_ui/notice.tsx'
import { forgetWorkspace } from './new-workspace.ts'
import { redraw } from './redrawing.tsx'
import { hearTabs } from './tabs.ts'
import { useDrawnWithDocument, useShownAgain } from './use-shown-again.ts'
import { useWorkspaceTurn } from './use-workspace-turn.ts'

/**
 * Tabs of one browser have one workspace, and each can change it, or put another in its place. A page
 * with this asks again when the router had kept it, when somebody looks at it again and when another
 * tab says so, and tells what has become of the workspace that it showed.
 */
export function WorkspaceNews({ workspace }: { workspace: string | null }) {
  const turn = useWorkspaceTurn(workspace)
  const isNews = useDrawnWithDocument()
  const [mayBeOld] = useState(!isNews)
  const lookAgain = useCallback(() => {
    // One that this page made may be gone: then it makes another.
    forgetWorkspace()
    redraw()
  }, [])
  useEffect(() => {
    if (mayBeOld) redraw()
  }, [mayBeOld])
  useShownAgain(lookAgain)
  useEffect(() => hearTabs(lookAgain), [lookAgain])

  if (turn === 0) return null
  return (
    <div className="mt-4">
      <Notice kind="note" title="This is another workspace now">
        The one that this page showed was replaced in another tab.
      </Notice>
    </div>
  )
}
