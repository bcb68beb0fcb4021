'use client'

import { useRouter } from 'next/navigation'
import type { ComponentProps } from 'react'
import { isPlain } from './link.tsx'

/** A link that changes what is shown where one is: nothing scrolls, and the focus stays on it. */
export function LinkInPlace({ href, children, ...rest }: ComponentProps<'a'> & { href: string }) {
  const router = useRouter()
  return (
    <a
      href={href}
      {...rest}
      onClick={(event) => {
        if (!isPlain(event)) return
        event.preventDefault()
        router.push(href.replace(/#.*/, ''), { scroll: false })
      }}
    >
      {children}
    </a>
  )
}
