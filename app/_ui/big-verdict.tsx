import { Icon } from './icon.tsx'
import { looks, type VerdictKind } from './verdict.tsx'

/** The answer of a page that has one verdict: the biggest thing on it. */
export function BigVerdict({ kind, word }: { kind: VerdictKind; word: string }) {
  const { icon, colour } = looks[kind]
  return (
    <p
      className={`mt-1 flex items-center gap-3 text-3xl font-semibold sm:text-[40px] sm:leading-12 ${colour}`}
    >
      <Icon name={icon} className="size-8 shrink-0" />
      {word}
    </p>
  )
}
