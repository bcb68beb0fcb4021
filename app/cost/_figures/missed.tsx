import { keptTargets, targetWords, type Target } from '#lib/evidence/missed-targets.ts'

const { asked, missed, exempt } = keptTargets

/** How much of what was asked of the run it has missed, where it is said which run that is. */
export const MissedLine = () =>
  missed.length === 0 ? (
    <>All {asked} targets of the run were met.</>
  ) : (
    <a href="#missed">
      {missed.length} of the {asked} targets of the run were missed.
    </a>
  )

/** What the lab asks of its own figures, and did not get in the run that is shown. */
export const Missed = () =>
  missed.length + exempt.length === 0 ? null : (
    <section aria-labelledby="missed">
      <h2 id="missed" className="mt-8 scroll-mt-4 text-lg">
        Targets that were missed
      </h2>
      {missed.length > 0 && (
        <>
          <p className="mt-1 max-w-prose">
            The lab asks {asked} ratios of its own figures. In the run that is kept here, these were
            not reached:
          </p>
          <Targets all={missed} />
        </>
      )}
      {exempt.length > 0 && (
        <>
          <p className="mt-3 max-w-prose">
            Not counted, as a library&apos;s own code or the machine alone takes the time:
          </p>
          <Targets all={exempt} />
        </>
      )}
    </section>
  )

const Targets = ({ all }: { all: readonly Target[] }) => (
  <ul className="mt-2 max-w-prose list-disc pl-5 text-sm">
    {all.map((target) => (
      <li key={target.what}>{targetWords(target)}</li>
    ))}
  </ul>
)
