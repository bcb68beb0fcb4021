import { Hourglass, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

const looks = {
  note: { icon: Info, colour: 'text-soft', role: 'status' },
  waiting: { icon: Hourglass, colour: 'text-waiting', role: 'status' },
  error: { icon: TriangleAlert, colour: 'text-in', role: 'alert' },
} as const

export function Notice({
  kind,
  title,
  children,
}: {
  kind: keyof typeof looks
  title: string
  children?: ReactNode
}) {
  const { icon: Icon, colour, role } = looks[kind]
  return (
    <div role={role} className="panel flex gap-3 px-4 py-3">
      <Icon size={16} aria-hidden className={`mt-1 shrink-0 ${colour}`} />
      <div>
        <p className="font-medium">{title}</p>
        {children && <div className="text-sm text-soft">{children}</div>}
      </div>
    </div>
  )
}
