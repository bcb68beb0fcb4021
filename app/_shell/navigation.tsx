'use client'

import { usePathname } from 'next/navigation'
import { useEffect } from 'react'
import { Icon } from '#app/_ui/icon.tsx'
import { Link } from '#app/_ui/link.tsx'
import { useDetails } from '#app/_ui/use-details.ts'

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
}: {
  rooms: readonly Page[]
  workbench: readonly (Page & { about: string })[]
}) {
  const here = usePathname()
  const { close, details } = useDetails()
  // The header stays where it is when the page below it becomes another.
  // oxlint-disable-next-line react/exhaustive-deps -- once a page, whatever closing is made of
  useEffect(close, [here])
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
          <details className="group" {...details}>
            <summary
              className={`cursor-pointer list-none ${look(workbench.some(({ path }) => isAt(here, path)))}`}
            >
              Workbench
              <Icon name="chevron-right" size={14} className="rotate-90 group-open:-rotate-90" />
            </summary>
            <ul className="panel absolute right-0 z-4 mt-1 grid w-max max-w-[calc(100vw-32px)] gap-1 border-edge p-2 sm:left-0 sm:right-auto sm:grid-cols-2">
              {workbench.map(({ path, name, about }) => (
                <li key={path}>
                  <Link
                    href={path}
                    aria-current={isAt(here, path) ? 'page' : undefined}
                    className="block rounded-sm px-3 py-1.5 no-underline hover:bg-sunken"
                  >
                    <span className="font-medium text-ink">{name}</span>
                    <span className="label block">{about}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </details>
        </li>
      </ul>
    </nav>
  )
}
