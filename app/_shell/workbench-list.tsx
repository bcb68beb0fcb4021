import { Link } from '#app/_ui/link.tsx'
import { workbench } from './pages.ts'

/** The pages of the workbench, each with what it is for. */
export const WorkbenchList = () => (
  <ul className="panel absolute right-0 z-4 mt-1 grid w-max max-w-[calc(100vw-32px)] gap-1 border-edge p-2 sm:right-auto sm:left-0 sm:grid-cols-2">
    {workbench.map(({ path, name, about }) => (
      <li key={path}>
        <Link href={path} className="block rounded-sm px-3 py-1.5 no-underline hover:bg-sunken">
          <span className="font-medium text-ink">{name}</span>
          <span className="label block">{about}</span>
        </Link>
      </li>
    ))}
  </ul>
)
