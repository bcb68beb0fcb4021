'use client'

import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { Link } from '#app/_ui/link.tsx'

interface Page {
  path: string
  name: string
}

const isAt = (here: string, path: string) =>
  path === '/' ? here === '/' : here === path || here.startsWith(`${path}/`)

/** The lists come from the server: they never change, and need not be sent as a program. */
export function Navigation({
  rooms,
  workbench,
  children,
}: {
  rooms: readonly Page[]
  /** The addresses of its pages. */
  workbench: readonly string[]
  /** The list of its pages. */
  children: ReactNode
}) {
  const here = usePathname()
  return (
    <nav aria-label="Pages" className="unprinted relative">
      <ul className="flex">
        {rooms.map(({ path, name }) => (
          <li key={path}>
            <Link href={path} aria-current={isAt(here, path) ? 'page' : undefined} className="room">
              {name}
            </Link>
          </li>
        ))}
        <li>
          {/* The header stays when the page below it becomes another: what was opened is shut by that. */}
          <details key={here}>
            <summary
              aria-current={workbench.some((path) => isAt(here, path)) || undefined}
              className="room"
            >
              Workbench
            </summary>
            {children}
          </details>
        </li>
      </ul>
    </nav>
  )
}
