import type { Outcome } from '../../evidence/model.ts'
import type { Client, Late, LateAction } from '../stage.ts'

/** The way of answers to one client, on which one of them can be held up. */
export interface AnswerLine {
  /** Waits until an answer that is ready may go on. */
  pass(): Promise<void>
  /** Holds the answer up to what is asked next; comes back once the server has given it. */
  hold<T>(ask: () => Promise<T>): Promise<{ arrives(): Promise<T> }>
}

export function answerLine(): AnswerLine {
  let next: { ready(): void; free: Promise<void> } | undefined
  return {
    async pass() {
      const held = next
      next = undefined
      held?.ready()
      await held?.free
    },
    async hold(ask) {
      const [ready, free] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      next = { ready: ready.resolve, free: free.promise }
      const answer = ask()
      // Who is told without an answer, or fails, is held up by nobody.
      await Promise.race([ready.promise, answer])
      next = undefined
      return {
        arrives() {
          free.resolve()
          return answer
        },
      }
    },
  }
}

/** How a client asks late, given how it asks. */
export const askingLate =
  (client: () => Client, line: AnswerLine) =>
  (does: LateAction): Promise<Late> =>
    line.hold(() => asked(client(), does))

function asked(client: Client, does: LateAction): Promise<Outcome | null> {
  switch (does.type) {
    case 'sign-in':
      return client.signIn(does.username)
    case 'renew':
      return client.renew()
    case 'log-out':
      return client.logOut(does.scope)
    case 'sign-in-again':
      return client.signInAgain()
  }
}
