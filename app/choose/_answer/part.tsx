import type { ReactNode } from 'react'

/** `of`: for a list of headings, where there are two of each. */
export function Part({
  title,
  of,
  id,
  children,
}: {
  title: string
  of: string
  id?: string
  children: ReactNode
}) {
  return (
    <section id={id} className="panel scroll-mt-4 p-4 text-sm">
      <h3 className="text-base">
        {title}
        <span className="sr-only">: {of}</span>
      </h3>
      {children}
    </section>
  )
}
