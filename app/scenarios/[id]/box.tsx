import type { ReactNode } from 'react'

/** One of several things that stand side by side: what was guessed, measured, promised. */
export const Box = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="rounded-md border border-line p-3 text-sm">
    <h4 className="label mb-1 font-medium">{title}</h4>
    {children}
  </div>
)
