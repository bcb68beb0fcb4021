import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { describe as described } from '#lib/strategies/describe.ts'
import { jwtReplicatedBlocklist } from '#lib/strategies/jwt-replicated-blocklist.ts'
import { statelessJwt } from '#lib/strategies/stateless-jwt.ts'
import { defaultLifetimes } from '#lib/strategies/lifetimes.ts'
import { knocked, stolen } from '../_run/rounds.ts'
import { Inspector } from './inspector.tsx'

const sequenced = (definition: typeof statelessJwt) => ({
  ...described(definition, defaultLifetimes),
  needs: definition.needs,
})
const one = sequenced(statelessJwt)
const spread = sequenced(jwtReplicatedBlocklist)

/** An opened lane, after a round that this node has answered. */
const opened = (strategies: (typeof one)[], node?: string) =>
  renderToStaticMarkup(
    createElement(Inspector, {
      strategy: one,
      strategies,
      event: 'logout',
      run: knocked(stolen(0), { now: 1, lanes: {}, node }),
      isBearer: false,
      before: undefined,
      view: 'source',
      onView: () => undefined,
    }),
  )

it('an opened lane names the node that answered last, where there are several', () => {
  const shown = opened([one, spread], 'node-2')
  expect(shown).toContain('data-answered-by="node-2"')
  expect(shown).toContain('the latest was answered by node-2')
  expect(opened([one, spread])).not.toContain('answered by')
  expect(opened([one], 'node-2')).not.toContain('answered by')
})
