'use client'

import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { Icon } from '#app/_ui/icon.tsx'
import { Link } from '#app/_ui/link.tsx'

interface Page {
  path: string
  name: string
}

const isAt = (here: string, path: string) =>
  path === '/' ? here === '/' : here === path || here.startsWith(`${path}/`)

const look = (isHere: boolean) =>
  `inline-flex min-h-9 items-center gap-1 border-b-2 px-2 text-sm no-underline sm:px-3 ${
    isHere
      ? 'border-accent font-medium text-ink'
      : 'border-transparent text-soft forced-colors:border-[Canvas] hover:text-ink'
  }`

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
            <Link
              href={path}
              aria-current={isAt(here, path) ? 'page' : undefined}
              className={look(isAt(here, path))}
            >
              {name}
            </Link>
          </li>
        ))}
        <li>
          {/* The header stays when the page below it becomes another: what was opened is shut by that. */}
          <details key={here} className="group">
            <summary
              className={`cursor-pointer list-none ${look(workbench.some((path) => isAt(here, path)))}`}
            >
              Workbench
              <Icon name="chevron-right" size={14} className="rotate-90 group-open:-rotate-90" />
            </summary>
            {children}
          </details>
        </li>
      </ul>
    </nav>
  )
}
