import { useCallback, useState } from 'react'
import { accountsAnswer, resetAnswer, type KnownAccount } from '#app/_data/answers.ts'
import { call } from '#app/_data/call.ts'
import { typedPassword } from './known-passwords.ts'

/** An account of the workspace; its password is undefined until the server has said it. */
export type ListedAccount = Omit<KnownAccount, 'password'> & Partial<Pick<KnownAccount, 'password'>>

/** The workspace's accounts with their passwords, as far as the lab or this page knows them. */
export function useAccounts(place: string, users: readonly ListedAccount[]) {
  const [accounts, setAccounts] = useState(users)
  const [cannotLoad, setCannotLoad] = useState(false)

  const loadAccounts = useCallback(async () => {
    const result = await call('GET', '/api/lab/accounts', accountsAnswer)
    setCannotLoad(!result.ok)
    if (!result.ok) return
    setAccounts(
      result.data.accounts.map((account) => ({
        ...account,
        password: account.password ?? typedPassword(place, account.username),
      })),
    )
  }, [place])

  /** A password that the lab knows again, in the place of one that nobody remembers. */
  const reset = useCallback(
    async (username: string) => {
      const result = await call('POST', '/api/lab/password', resetAnswer, { body: { username } })
      if (result.ok) await loadAccounts()
      return result
    },
    [loadAccounts],
  )

  /** Until others are loaded. */
  const forgetAccounts = () =>
    setAccounts((all) => all.map(({ username, role, disabled }) => ({ username, role, disabled })))

  return { accounts, loadAccounts, forgetAccounts, reset, cannotLoad }
}
