import { allStrategies } from '#lib/strategies/registry.ts'
import { Options } from '#app/_ui/options.tsx'
import { PresetField } from '#app/_ui/preset-field.tsx'

/** Which two, and under which lifetimes; in the address, and without a script. */
export const Choice = ({ a, b, preset }: { a: string; b: string; preset: string }) => (
  <form
    action="/compare/two"
    className="unprinted panel mt-4 grid items-end gap-3 p-4 text-sm sm:grid-cols-2 lg:grid-cols-[1fr_1fr_1fr_auto]"
  >
    {(['a', 'b'] as const).map((name) => (
      <label key={name}>
        {name === 'a' ? 'This one' : 'Or this one'}
        <select name={name} defaultValue={name === 'a' ? a : b} className="field mt-1">
          <Options of={allStrategies} />
        </select>
      </label>
    ))}
    <PresetField preset={preset} />
    <button className="button button-main">Compare the two</button>
  </form>
)
