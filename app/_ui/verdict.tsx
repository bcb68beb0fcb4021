import { Hourglass, LockOpen, Minus, ShieldCheck, TriangleAlert } from 'lucide-react'

/** Verdicts are told by icon, word and colour together, never by colour alone. */
const looks = {
  in: { icon: LockOpen, colour: 'text-in' },
  blocked: { icon: ShieldCheck, colour: 'text-blocked' },
  waiting: { icon: Hourglass, colour: 'text-waiting' },
  unknown: { icon: Minus, colour: 'text-soft' },
  error: { icon: TriangleAlert, colour: 'text-ink' },
} as const

export type VerdictKind = keyof typeof looks

export function VerdictMark({ kind, word }: { kind: VerdictKind; word: string }) {
  const { icon: Icon, colour } = looks[kind]
  return (
    <span className={`inline-flex items-center gap-1.5 text-sm font-medium ${colour}`}>
      <Icon size={16} aria-hidden className="shrink-0" />
      {word}
    </span>
  )
}
