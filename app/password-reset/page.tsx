import type { Metadata } from 'next'
import { ResetForm } from './reset-form.tsx'

export const metadata: Metadata = {
  title: 'Reset a password',
  // The address is worth something until it has been used.
  referrer: 'no-referrer',
}

export default function PasswordResetPage() {
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">Reset a password</h1>
      <p className="mt-2 max-w-prose text-soft">
        With the link that the operator made for you: it works once, within 20 minutes. Every
        session of the account ends; sign in again with the new password.
      </p>
      <ResetForm />
    </>
  )
}
