import type { ReactNode } from 'react'

/** Wide things scroll in here, and never the page; by keyboard too. */
export function ScrollRegion({
  label,
  children,
  className = '',
}: {
  label: string
  children: ReactNode
  className?: string
}) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reachable (WCAG 2.1.1)
    <section aria-label={label} tabIndex={0} className={`panel overflow-x-auto ${className}`}>
      {children}
    </section>
  )
}
