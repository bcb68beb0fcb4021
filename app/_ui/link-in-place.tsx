'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useLayoutEffect, useRef, useTransition, type ComponentProps } from 'react'
import { isPlain } from './link.tsx'

/** One answer is drawn at a time: a press meanwhile waits, and leads on from what is drawn then. */
let isUnderWay = false
const waiting: (() => void)[] = []

/** A link that changes what is shown where one is: nothing scrolls, and the focus stays on it. */
export function LinkInPlace({ href, children, ...rest }: ComponentProps<'a'> & { href: string }) {
  const router = useRouter()
  const [isPending, startTransition] = useTransition()
  const anchor = useRef<HTMLAnchorElement>(null)
  // Where it leads once the answer before is drawn.
  const latest = useRef(href)
  useLayoutEffect(() => {
    latest.current = href
  }, [href])
  useEffect(() => {
    if (!isPending) return
    // Drawn, or left for another page.
    return () => {
      isUnderWay = false
      waiting.shift()?.()
    }
  }, [isPending])
  function follow() {
    const to = latest.current.replace(/#.*/, '')
    // It leads nowhere else, or is not there any more.
    if (!anchor.current || to === `${location.pathname}${location.search}`) {
      waiting.shift()?.()
      return
    }
    isUnderWay = true
    startTransition(() => router.push(to, { scroll: false }))
  }
  return (
    <a
      ref={anchor}
      href={href}
      {...rest}
      onClick={(event) => {
        if (!isPlain(event)) return
        event.preventDefault()
        if (isUnderWay) waiting.push(follow)
        else follow()
      }}
    >
      {children}
    </a>
  )
}
