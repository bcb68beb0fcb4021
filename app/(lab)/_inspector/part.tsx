import type { ReactNode } from 'react'

/** A titled piece of what is known about a lane. */
export function Part({
  title,
  children,
  className = '',
}: {
  title: string
  children: ReactNode
  className?: string
}) {
  return (
    <div className={`min-w-0 text-sm ${className}`}>
      <h4 className="label mb-1 font-medium">{title}</h4>
      {children}
    </div>
  )
}
