import {
  switchesSchema,
  type Switches as Positions,
} from '#lib/scenarios/plays/cookie-or-storage.ts'
import { LinkInPlace } from '#app/_ui/link-in-place.tsx'
import { addressOf } from './address.ts'
import { switchWords } from './words.ts'

/** What the server sets and checks, and what the browser lets through: a link for each position. */
export function Switches({ switches }: { switches: Positions }) {
  const { sameSite, originCheck, thirdParty } = switchesSchema.shape
  return (
    <div className="panel flex flex-wrap gap-x-8 gap-y-3 p-4">
      <Switch switches={switches} name="sameSite" options={sameSite.options} />
      <Switch switches={switches} name="originCheck" options={originCheck.options} />
      <Switch switches={switches} name="thirdParty" options={thirdParty.options} />
    </div>
  )
}

function Switch<Name extends keyof Positions>({
  switches,
  name,
  options,
}: {
  switches: Positions
  name: Name
  options: readonly Positions[Name][]
}) {
  const { title, positions } = switchWords[name]
  return (
    <section aria-label={title}>
      <h3 className="text-sm font-medium">{title}</h3>
      <ul className="mt-1 flex flex-wrap gap-2">
        {options.map((position) => (
          <li key={position}>
            <LinkInPlace
              href={addressOf({ ...switches, [name]: position })}
              className="button button-small"
              aria-current={switches[name] === position}
            >
              {positions[position]}
            </LinkInPlace>
          </li>
        ))}
      </ul>
    </section>
  )
}
