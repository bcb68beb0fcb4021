'use client'

import { useRef, useState } from 'react'
import { call } from '#app/_data/call.ts'
import { anything } from '#app/_data/shape.ts'
import { forgetWorkspace } from '#app/_data/new-workspace.ts'
import { tellTabs } from '#app/_data/tabs.ts'
import { GuardedButton } from '#app/_ui/guarded-button.tsx'
import { Notice } from '#app/_ui/notice.tsx'

/** Asks once more: nothing of it can be brought back. */
export function DeleteWorkspace() {
  const dialog = useRef<HTMLDialogElement>(null)
  const [failed, setFailed] = useState<string | null>(null)
  async function remove() {
    dialog.current?.close()
    const result = await call('DELETE', '/api/workspace', anything, { body: {} })
    if (!result.ok) {
      setFailed(result.detail)
      return
    }
    forgetWorkspace()
    tellTabs(null)
    window.location.assign('/')
  }
  return (
    <section aria-labelledby="delete" className="mt-8">
      <h2 id="delete" className="text-lg">
        Delete the workspace
      </h2>
      <p className="mt-1 max-w-prose text-sm text-soft">
        Its accounts, sessions, keys and settings are gone for good. You get a new one at once.
      </p>
      <button type="button" className="button mt-3" onClick={() => dialog.current?.showModal()}>
        Delete the workspace
      </button>
      {failed && <Notice kind="error" title={failed} />}
      <dialog
        ref={dialog}
        aria-labelledby="sure"
        className="panel m-auto w-[min(28rem,calc(100vw-32px))] p-6 text-ink backdrop:bg-black/60"
      >
        <h2 id="sure" className="text-lg">
          Delete everything in this workspace?
        </h2>
        <p className="mt-2 text-sm text-soft">This cannot be undone.</p>
        <div className="mt-4 flex flex-wrap gap-2">
          <GuardedButton className="button button-main" onClick={() => void remove()}>
            Delete
          </GuardedButton>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Keep it
          </button>
        </div>
      </dialog>
    </section>
  )
}
