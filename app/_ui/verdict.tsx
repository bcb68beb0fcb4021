import { unbroken } from '#lib/evidence/words/durations.ts'
import { Icon } from './icon.tsx'

/** Verdicts are told by icon, word and colour together, never by colour alone. */
export const looks = {
  in: { icon: 'lock-open', colour: 'text-in' },
  blocked: { icon: 'shield-check', colour: 'text-blocked' },
  waiting: { icon: 'hourglass', colour: 'text-waiting' },
  unknown: { icon: 'minus', colour: 'text-soft' },
  error: { icon: 'triangle-alert', colour: 'text-ink' },
} as const

export type VerdictKind = keyof typeof looks

export function VerdictMark({ kind, word }: { kind: VerdictKind; word: string }) {
  const { icon, colour } = looks[kind]
  return (
    <span className={`inline-flex items-start gap-1.5 text-sm font-medium text-balance ${colour}`}>
      <Icon name={icon} className="mt-0.5 shrink-0" />
      {unbroken(word)}
    </span>
  )
}
