'use client'

import { Notice } from '#app/_ui/notice.tsx'
import type { LabRun } from './_run/use-run.ts'

/** What went wrong, and since when: what is shown must never be silently stale. */
export function Feed({ lab: { failure, lostSince, isPaused, run } }: { lab: LabRun }) {
  const isGone = failure?.code === 'workspace_missing' || failure?.code === 'not_found'
  return (
    <div className="mt-2 grid gap-2">
      {lostSince && (
        <Notice kind="waiting" title={`No answer since ${lostSince.toLocaleTimeString()}`}>
          What is shown below is from then. The page goes on asking.
        </Notice>
      )}
      {isPaused && run.stolenAt !== null && (
        <Notice kind="note" title="Paused">
          The thief does not knock; the workspace's clock runs on.
        </Notice>
      )}
      {failure && (
        <Notice kind="error" title={failure.detail}>
          {isGone ? (
            <>
              The workspace is gone; it may have been deleted, or idle for a day.{' '}
              <button
                type="button"
                className="button button-small"
                onClick={() => window.location.reload()}
              >
                Start with a new one
              </button>
            </>
          ) : (
            <>
              The server answered <code>{failure.code}</code>. Nothing was counted as blocked.
            </>
          )}
        </Notice>
      )}
    </div>
  )
}
