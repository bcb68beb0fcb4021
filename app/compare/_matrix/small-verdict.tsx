import { Icon } from '#app/_ui/icon.tsx'
import { looks, type VerdictKind } from '#app/_ui/verdict.tsx'

/** For tables of hundreds: the eye is given few words, and a screen reader all of them. */
export function SmallVerdictMark({
  kind,
  word,
  short,
}: {
  kind: VerdictKind
  word: string
  short: string
}) {
  const { icon, colour } = looks[kind]
  // Whoever speaks to a page says what they see, so that has to be in the name (WCAG 2.5.3).
  const isSaid = word.toLowerCase().includes(short.toLowerCase().replaceAll('\u00a0', ' '))
  return (
    <span
      className={`flex items-start gap-0.75 text-[13px] font-medium max-[1560px]:text-[11px] ${colour}`}
    >
      <Icon name={icon} size={14} className="mt-px shrink-0" />
      <span aria-hidden={isSaid}>{short}</span>
      <span data-word className="sr-only">
        {word}
      </span>
    </span>
  )
}

/** From afar, a table of hundreds is a map of where thieves get in. */
export const tints: Readonly<Partial<Record<VerdictKind, string>>> = {
  in: 'bg-in/10',
  waiting: 'bg-waiting/10',
}
