'use client'

import { useRouter } from 'next/navigation'
import type { ComponentProps, MouseEvent } from 'react'

/** Another button or key opens a tab, a window or a download: that is the browser's to do. */
export const isPlain = ({
  button,
  metaKey,
  ctrlKey,
  shiftKey,
  altKey,
  defaultPrevented,
}: MouseEvent) => button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey && !defaultPrevented

/**
 * A link to another page of the lab, which is drawn without loading a document. Next's own brings
 * 4 kB of JavaScript along, and asks for every page that is linked before anybody wants to go there.
 */
export function Link({ href, children, ...rest }: ComponentProps<'a'> & { href: string }) {
  const router = useRouter()
  return (
    <a
      href={href}
      {...rest}
      onPointerEnter={() => router.prefetch(href)}
      onClick={(event) => {
        if (!isPlain(event)) return
        event.preventDefault()
        router.push(href)
      }}
    >
      {children}
    </a>
  )
}
