'use client'

import { GuardedButton } from '#app/_ui/guarded-button.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import type { Order } from './order.ts'

export interface UserState {
  username: string
  role: 'member' | 'admin'
  disabled: boolean
}

function ordersFor({ username, role, disabled }: UserState): (Order & { press: string })[] {
  const path = `/api/operator/users/${encodeURIComponent(username)}`
  const post = (press: string, rest: string, said: string, body?: Record<string, unknown>) => ({
    press,
    said,
    method: 'POST' as const,
    path: `${path}/${rest}`,
    ...(body && { body }),
  })
  return [
    disabled
      ? post('Unban', 'unban', `${username} may sign in again`)
      : post('Ban', 'ban', `${username} was banned`),
    role === 'admin'
      ? post('Demote', 'role', `${username} was demoted to member`, { role: 'member' })
      : post('Promote', 'role', `${username} was promoted to admin`, { role: 'admin' }),
    post('Force out', 'force-logout', `${username} was signed out everywhere`),
    post('Change account id', 'rekey', `${username} has another account id`),
    { press: 'Delete', said: `${username} was deleted`, method: 'DELETE', path },
  ]
}

export function Users({
  users,
  onOrder,
  onReset,
  onRestore,
}: {
  users: UserState[]
  onOrder(order: Order): void
  onReset(username: string): void
  onRestore(): void
}) {
  return (
    <section aria-labelledby="users">
      <h2 id="users" className="text-lg">
        Accounts
      </h2>
      <ul className="mt-3 grid gap-2">
        {users.map((user) => (
          <li key={user.username} className="panel flex flex-wrap items-center gap-x-6 gap-y-3 p-4">
            <div className="w-32">
              <p className="font-medium">{user.username}</p>
              <p className="flex items-center gap-3 text-sm text-soft">
                {user.role}
                {user.disabled && <VerdictMark kind="blocked" word="banned" />}
              </p>
            </div>
            <div className="flex flex-wrap gap-2">
              {ordersFor(user).map((order) => (
                <GuardedButton
                  key={order.press}
                  aria-label={`${order.press}: ${user.username}`}
                  onClick={() => onOrder(order)}
                >
                  {order.press}
                </GuardedButton>
              ))}
              <button
                type="button"
                className="button"
                aria-label={`Reset password: ${user.username}`}
                onClick={() => onReset(user.username)}
              >
                Reset password
              </button>
            </div>
          </li>
        ))}
        {users.length === 0 && <li className="panel p-4 text-sm text-soft">No accounts yet.</li>}
      </ul>
      <GuardedButton className="button mt-3" onClick={onRestore}>
        Put the three accounts back
      </GuardedButton>
    </section>
  )
}
