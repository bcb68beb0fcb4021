'use client'

import { useCallback, useEffect, useState } from 'react'
import { Notice } from '#app/_ui/notice.tsx'
import { makeWorkspace } from './new-workspace.ts'
import { redraw } from './redrawing.tsx'
import { tellTabs } from './tabs.ts'

/** Shown where the request named no living workspace: makes one, and has the page drawn with it. */
export function FirstVisit() {
  const [failed, setFailed] = useState(false)
  const make = useCallback(
    () =>
      makeWorkspace().then((made) => {
        setFailed(!made)
        if (!made) return false
        // Another tab may show one that this has taken the place of.
        tellTabs(null)
        redraw()
        return true
      }),
    [],
  )
  useEffect(() => {
    void make()
  }, [make])
  if (!failed) return null
  return (
    <Notice kind="error" title="The server made no workspace for you">
      It may be full, or you asked for too many.{' '}
      <button type="button" className="button button-small" onClick={() => void make()}>
        Try again
      </button>
    </Notice>
  )
}
