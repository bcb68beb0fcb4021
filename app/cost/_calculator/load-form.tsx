import { Fragment } from 'react'
import { Link } from '#app/_ui/link.tsx'
import { loadFields, loadNames, type loadFrom } from '#lib/evidence/cost-load.ts'

/** A plain form: it works without JavaScript, and what it works out has an address. */
export const LoadForm = ({ load, wrong }: ReturnType<typeof loadFrom>) => (
  <form action="/cost#calculator" className="mt-4">
    {Object.keys(wrong).length > 0 && (
      <p role="alert" className="mb-3 text-sm text-in">
        Not worked out as it was typed:{' '}
        {loadNames
          .filter((name) => wrong[name] !== undefined)
          .map((name, index) => (
            <Fragment key={name}>
              {index > 0 && ', '}
              <a href={`#${name}`}>{loadFields[name].label}</a>
            </Fragment>
          ))}
        .
      </p>
    )}
    <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
      {loadNames.map((name) => {
        const { label, unit, min, max, usual } = loadFields[name]
        const typed = wrong[name]
        const isWrong = typed !== undefined
        return (
          <div key={name} className="text-sm">
            <label htmlFor={name}>
              {label}
              {unit && `, ${unit}`}
            </label>
            <input
              id={name}
              name={name}
              inputMode="decimal"
              defaultValue={typed ?? load[name]}
              className="field mt-1"
              {...(isWrong && { 'aria-invalid': true, 'aria-describedby': `${name}-wrong` })}
            />
            {isWrong && (
              <span id={`${name}-wrong`} className="block text-in">
                It has to be a number from {min.toLocaleString('en')} to {max.toLocaleString('en')};
                worked out with {usual.toLocaleString('en')}.
              </span>
            )}
          </div>
        )
      })}
    </div>
    <p className="mt-4 flex flex-wrap items-center gap-3">
      <button className="button button-main">Work it out</button>
      <Link href="/cost#calculator">The usual example</Link>
    </p>
  </form>
)
