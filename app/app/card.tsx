'use client'

import { useId, type ReactNode } from 'react'

/** One part of the application, with its heading. */
export function Card({
  title,
  className = '',
  children,
}: {
  title: string
  className?: string
  children: ReactNode
}) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={`panel min-w-0 p-4 ${className}`}>
      <h2 id={id} className="text-base">
        {title}
      </h2>
      {children}
    </section>
  )
}
