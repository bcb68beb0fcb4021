import type { IconName } from '#app/_ui/icon-sheet.tsx'
import { Icon } from '#app/_ui/icon.tsx'

const marks: readonly (readonly [IconName | null, string])[] = [
  ['shield-check', 'refused at once'],
  ['hourglass', 'refused some time later'],
  ['lock-open', 'accepted until it ran out by itself, or to the horizon (≥)'],
  ['check', 'as promised'],
  [null, '“devices”, “everyone”: who else lost a session'],
]

/** What the marks of small cells stand for. */
export const MatrixLegend = () => (
  <ul className="label mt-2 flex flex-wrap gap-x-4 gap-y-1">
    {marks.map(([icon, words]) => (
      <li key={words} className="flex items-center gap-1">
        {icon && <Icon name={icon} size={14} className="shrink-0" />}
        {words}
      </li>
    ))}
  </ul>
)
