import { Fragment } from 'react'
import { loadFields, loadNames, type LoadName, type loadFrom } from '#lib/evidence/cost-load.ts'
import { Sideways } from '../_figures/sideways.tsx'
import { typedNumber } from '#lib/evidence/typed-number.ts'

/** Where the answer to what was sent begins: the result, or what is wrong. */
const ANSWER = 'worked-out'

const isUsual = ({ load, wrong }: ReturnType<typeof loadFrom>): boolean =>
  Object.keys(wrong).length === 0 &&
  loadNames.every((name) => load[name] === loadFields[name].usual)

/** A plain form: it works without JavaScript, and what it works out has an address. */
export function LoadForm({ load, wrong }: ReturnType<typeof loadFrom>) {
  const shown = (name: LoadName) => wrong[name] ?? String(load[name])
  const hasWrong = Object.keys(wrong).length > 0
  return (
    <>
      {/* Neither the browser nor React is to keep here what was typed for other results. */}
      <form
        key={loadNames.map(shown).join('|')}
        action={`/cost#${ANSWER}`}
        autoComplete="off"
        className="mt-4"
      >
        {hasWrong && (
          <p id={ANSWER} tabIndex={-1} role="alert" className="mb-3 scroll-mt-4 text-sm text-in">
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
            const { label, unit } = loadFields[name]
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
                  autoComplete="off"
                  defaultValue={shown(name)}
                  className="field mt-1"
                  {...(isWrong && { 'aria-invalid': true, 'aria-describedby': `${name}-wrong` })}
                />
                {isWrong && (
                  <span id={`${name}-wrong`} className="block text-in">
                    {whyWrong(name, typed)}; worked out with{' '}
                    {loadFields[name].usual.toLocaleString('en')}.
                  </span>
                )}
              </div>
            )
          })}
        </div>
        <p className="mt-4 flex flex-wrap items-center gap-3">
          <button className="button button-main">Work it out</button>
          {isUsual({ load, wrong }) ? (
            // Its address is where one is: a link would leave what was typed.
            <button type="reset" className="button">
              The usual example
            </button>
          ) : (
            // A document that is loaded begins at its answer, with the focus there.
            <a href={`/cost#${ANSWER}`}>The usual example</a>
          )}
        </p>
      </form>
      <h3 {...(!hasWrong && { id: ANSWER })} tabIndex={-1} className="mt-6 scroll-mt-4">
        What it comes to
      </h3>
      <Sideways until="xl:hidden" />
    </>
  )
}

/** What has to be typed instead. */
function whyWrong(name: LoadName, typed: string): string {
  const { min, max } = loadFields[name]
  const read = typedNumber(typed, loadFields[name])
  const why = read.ok ? null : read
  if (why?.why === 'ambiguous') {
    const [thousands, fraction] = why.either
    // With three digits it would be asked again.
    const clear = fraction * 100 === Math.floor(fraction * 100) ? fraction : fraction.toFixed(4)
    return `It can mean ${thousands} or ${clear}: write the one that is meant`
  }
  const number = why?.why === 'not-whole' ? 'whole number' : 'number'
  return `It has to be a ${number} from ${min.toLocaleString('en')} to ${max.toLocaleString('en')}`
}
