'use client'

import { useEffect, useRef, type ReactNode } from 'react'
import { Icon } from '#app/_ui/icon.tsx'

/** What a cell opens: a dialog that is there as long as it is drawn. */
export function DialogFrame({
  title,
  onClose,
  children,
}: {
  title: string
  onClose(): void
  children: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-labelledby="cell-title"
      onClose={onClose}
      className="panel m-auto max-h-[92dvh] w-[min(44rem,calc(100vw-16px))] overflow-y-auto p-4 text-ink backdrop:bg-black/60 sm:p-6"
    >
      <div className="flex items-start justify-between gap-4">
        <h2 id="cell-title" className="text-lg">
          {title}
        </h2>
        <form method="dialog">
          <button className="button button-small" aria-label="Close">
            <Icon name="x" />
          </button>
        </form>
      </div>
      {children}
    </dialog>
  )
}
