import type { Preset } from '#lib/workspace/presets.ts'
import { Icon } from '#app/_ui/icon.tsx'

/** The lifetimes that well-known products come with: one press takes all of them over. */
export function Presets({
  presets,
  inForce,
  onChoose,
}: {
  presets: readonly Preset[]
  inForce: Preset | undefined
  onChoose(preset: Preset): void
}) {
  return (
    <section aria-labelledby="presets" className="col-span-full">
      <h2 id="presets" className="text-base">
        Presets
      </h2>
      <p className="mt-1 max-w-prose text-sm text-soft">
        The lifetimes that well-known products come with: one press sets them all.
      </p>
      <output className="mt-1 block text-sm">
        {inForce ? `In force: ${inForce.title}.` : 'In force: lifetimes of your own.'}
      </output>
      <ul className="mt-3 grid gap-2 sm:grid-cols-2 xl:grid-cols-3">
        {presets.map((preset) => (
          <li key={preset.id} className="flex flex-col rounded-md border border-line p-3">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <h3 id={`preset-${preset.id}`} className="text-base">
                {preset.title}
              </h3>
              <button
                name="preset"
                value={preset.id}
                className="button button-small"
                aria-pressed={preset === inForce}
                onClick={(event) => {
                  event.preventDefault()
                  onChoose(preset)
                }}
              >
                {preset === inForce && <Icon name="circle-check" size={14} />}
                {preset === inForce ? 'In force' : 'Use'}
                <span className="sr-only">the lifetimes of {preset.title}</span>
              </button>
            </div>
            <p className="mt-1 text-sm text-soft">{preset.says}</p>
            <p className="mt-auto pt-1 text-sm">
              <a href={preset.source} rel="noreferrer">
                Source<span className="sr-only"> of {preset.title}</span>
              </a>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
