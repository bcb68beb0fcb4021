import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

const looks = {
  note: { icon: 'info', colour: 'text-soft', role: 'status' },
  waiting: { icon: 'hourglass', colour: 'text-waiting', role: 'status' },
  error: { icon: 'triangle-alert', colour: 'text-in', role: 'alert' },
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
  const { icon, colour, role } = looks[kind]
  return (
    <div role={role} className="panel flex gap-3 px-4 py-3">
      <Icon name={icon} className={`mt-1 shrink-0 ${colour}`} />
      <div className="min-w-0 wrap-anywhere">
        <p className="font-medium">{title}</p>
        {children && <div className="text-sm text-soft">{children}</div>}
      </div>
    </div>
  )
}
