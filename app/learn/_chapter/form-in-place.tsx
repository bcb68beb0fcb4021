'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, type ReactNode } from 'react'
import { isThere, redraw } from '#app/_data/redrawing.tsx'

/** How long somebody who types has to rest until an answer is drawn. Milliseconds. */
const REST = 200

/**
 * A form whose answer is another address of the same page. Without JavaScript it is sent by its
 * button; with it the answer is drawn in place, while one types. The fields then follow what the
 * server has drawn, but for the one that is being typed in.
 */
export function FormInPlace({
  action,
  className,
  children,
}: {
  action: string
  className?: string
  children: ReactNode
}) {
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => {
    const fields = form.current?.elements ?? []
    for (const field of fields) if (field !== document.activeElement) follow(field)
  })
  useEffect(() => () => clearTimeout(rest.current), [])

  async function ask() {
    clearTimeout(rest.current)
    if (!(await isThere())) redraw('page')
    else if (form.current) router.replace(`${action}?${queryOf(form.current)}`, { scroll: false })
  }
  return (
    <form
      ref={form}
      action={action}
      className={className}
      autoComplete="off"
      onChange={() => {
        clearTimeout(rest.current)
        rest.current = setTimeout(() => void ask(), REST)
      }}
      onSubmit={(event) => {
        event.preventDefault()
        void ask()
      }}
    >
      {children}
    </form>
  )
}

/** Back to what the server has drawn. */
function follow(field: Element) {
  if (field instanceof HTMLTextAreaElement) field.value = field.defaultValue
  if (!(field instanceof HTMLInputElement)) return
  if (field.type === 'radio' || field.type === 'checkbox') field.checked = field.defaultChecked
  else field.value = field.defaultValue
}

function queryOf(form: HTMLFormElement): string {
  const query = new URLSearchParams()
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string') query.append(name, value)
  }
  return query.toString()
}
