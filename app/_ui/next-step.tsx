import type { ReactNode } from 'react'
import { Link } from './link.tsx'

/** What makes sense to do after a page: one thing, at its end. */
export function NextStep({
  href,
  title,
  children,
}: {
  href: string
  title: string
  children: ReactNode
}) {
  return (
    <p className="panel mt-8 max-w-prose p-4">
      <span className="label block">Next</span>
      <Link href={href} className="text-lg font-medium">
        {title}
      </Link>
      <span className="mt-1 block text-sm text-soft">{children}</span>
    </p>
  )
}
