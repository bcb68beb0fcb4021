import type { IconName } from './icon-sheet.tsx'

/** A picture from the sheet; there is always a word beside it, or a label on what it stands in. */
export function Icon({
  name,
  size = 16,
  className = '',
}: {
  name: IconName
  size?: 14 | 16 | 20
  className?: string
}) {
  return (
    <svg aria-hidden width={size} height={size} className={className}>
      <use href={`#icon-${name}`} />
    </svg>
  )
}
