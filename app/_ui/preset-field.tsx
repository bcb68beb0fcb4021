import { presets } from '#lib/workspace/presets.ts'
import { Options } from './options.tsx'

/** Under which lifetimes: of a preset, or '' for those of the workspace. For a form without a script. */
export const PresetField = ({ preset }: { preset: string }) => (
  <label>
    Lifetimes
    <select name="preset" defaultValue={preset} className="field mt-1">
      <option value="">of my workspace</option>
      <Options of={presets} />
    </select>
  </label>
)
