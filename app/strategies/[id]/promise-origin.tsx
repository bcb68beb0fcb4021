import type { StrategyDefinition } from '#lib/strategies/contract.ts'

interface Origin {
  says: string
  source?: { name: string; url: string }
}

/** Where the behaviour is not the lab's to choose, it says whose it is. */
const ofLibraries: Readonly<Record<string, Origin>> = {
  'next-auth-jwt': {
    says: "Log-out promises “never” because the library keeps no list. Signing out clears the cookie of the browser that asks, and nothing else. The session endpoint, /api/auth/session, answers any token that is still alive with a fresh one of full length: who asks now and then with a copy never runs out. The library tolerates 15 seconds of clock drift, so a token lives that much longer than it says. Only another secret ends them, everybody's at once. Its cookie always has a date, so closing the browser ends nothing, not even there.",
    source: {
      name: "next-auth's session options",
      url: 'https://next-auth.js.org/configuration/options#session',
    },
  },
  'next-auth-database': {
    says: "The library looks its row up on every request through its adapter, and signing out deletes the row: that is why it holds at once. But each look may move the row's end, and the library knows no longest lifetime: a thief who keeps asking keeps the session, which is why idle and absolute lifetime promise “never”.",
    source: {
      name: "next-auth's session options",
      url: 'https://next-auth.js.org/configuration/options#session',
    },
  },
  'iron-session': {
    says: 'The whole session is in the cookie, sealed by the library; there is nothing on the server that an event could change. The seal carries its own end, and the library tolerates 60 seconds of clock drift, so a copy is good for up to a minute longer than the lifetime says. Destroying a session clears the cookie of the browser that asks. Who asks its own getIronSession for a cookie without a date, by maxAge undefined, gets a seal without an end as well; the lab seals with the lifetime that is set, whatever the cookie is.',
    source: { name: "iron-session's documentation", url: 'https://github.com/vvo/iron-session' },
  },
  'jwt-expired-reissue': {
    says: 'An expired token is taken as proof of an earlier sign-in and traded for a new one. A signature that was good once is good for ever, and nobody asks whether the account may still sign in; only the role is read anew. Whoever proposed it called it a very bad idea later on.',
  },
}

/** What follows from what a strategy asks on every request, and from nothing else. */
function ownOrigin({ needs, cost, renews }: StrategyDefinition): Origin {
  if (cost.request.reads > 0) {
    return {
      says: 'Every request asks the store before it is answered. What an event writes there is what the next request reads, so the promise holds from the next request on.',
    }
  }
  if (needs.includes('replicatedRevocations')) {
    return {
      says: 'Requests are answered from the memory of the node, to which every revocation is pushed. A node that cannot prove that it has heard of all that happened until its bound ago does not answer: the promise is that bound, and as a rule it is far sooner.',
    }
  }
  if (renews) {
    return {
      says: 'Requests are answered without the store; it is asked at renewal alone. An event therefore holds once what was handed out last has run out: the promise is that lifetime, and a shorter one is a shorter promise.',
    }
  }
  return {
    says: `Nothing is asked and nothing is kept${needs.includes('keys') ? ' but the keys' : ''}, so an event has nothing to change: a copy ends when it says so itself, or when the keys are replaced.`,
  }
}

export function PromiseOrigin({ definition }: { definition: StrategyDefinition }) {
  const { says, source } = ofLibraries[definition.id] ?? ownOrigin(definition)
  return (
    <section aria-labelledby="origin" className="mt-8">
      <h2 id="origin" className="text-lg">
        Where its promise comes from
      </h2>
      <p className="mt-1 max-w-prose text-sm">{says}</p>
      {definition.tolerance > 0 && (
        <p className="mt-1 text-sm text-soft">
          Declared tolerance: {definition.tolerance} s, forced by the library.
        </p>
      )}
      {source && (
        <p className="mt-1 text-sm">
          <a href={source.url} rel="noreferrer">
            {source.name}
          </a>
        </p>
      )}
    </section>
  )
}
