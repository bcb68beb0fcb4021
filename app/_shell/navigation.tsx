'use client'

import { usePathname } from 'next/navigation'
import { Link } from '#app/_ui/link.tsx'

/** The list comes from the server: it never changes, and need not be sent as a program. */
export function Navigation({ pages }: { pages: readonly { path: string; name: string }[] }) {
  const here = usePathname()
  return (
    <nav aria-label="Pages" className="unprinted">
      <ul className="flex flex-wrap gap-x-1">
        {pages.map(({ path, name }) => {
          const isHere = path === '/' ? here === '/' : here === path || here.startsWith(`${path}/`)
          return (
            <li key={path}>
              <Link
                href={path}
                aria-current={isHere ? 'page' : undefined}
                className={`inline-flex min-h-9 items-center border-b-2 px-2 text-sm no-underline ${
                  isHere
                    ? 'border-accent font-medium text-ink'
                    : 'border-transparent text-soft forced-colors:border-[Canvas] hover:text-ink'
                }`}
              >
                {name}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
