import type { Browser, Page } from '@playwright/test'
import { parseSetCookie } from 'cookie'
import { credentialsKey } from '#app/_data/credential-storage.ts'
import type { Send } from '#lib/scenarios/stages/http-client.ts'
import { httpStage, type Equip } from '#lib/scenarios/stages/http.ts'
import { answerLine, type AnswerLine } from '#lib/scenarios/stages/late-answers.ts'
import { plantedCookies } from '#lib/scenarios/stages/planted.ts'
import type { Client, Stage } from '#lib/scenarios/stage.ts'
import { credentialCookieName, workspaceCookieName } from '#lib/kernel/cookie-names.ts'
import type { Settings } from '#lib/workspace/settings.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { hashOf } from '#lib/tokens/opaque.ts'
import { inject, lure } from './browser-side.ts'
import { link } from './followed-link.ts'
import { plant } from './sibling-host.ts'
import { browserJar } from './browser-jar.ts'
import { throughPage } from './page-send.ts'
import { clientBrowser, type ClientBrowser } from './client-browser.ts'

/** How browsers come to the server, where that is not straight. */
interface Way {
  /** On which answers come to all of them. */
  line?: AnswerLine
  /** Where it is for a program, which may not know the name that browsers go by. */
  behind?: string
  /** Comes back once the server has answered a browser that asks for this path with GET. */
  answered?(path: string): Promise<void>
}

/**
 * A stage on a server, as `httpStage` has it, whose clients are browsers: each has one to itself,
 * with the cookies, the storage and the rules of a browser. Workspace, clock and operator need none.
 */
export async function browserStage(
  browser: Browser,
  base: string,
  definition: StrategyDefinition,
  settings: Partial<Settings>,
  { line = answerLine(), behind = base, answered }: Way = {},
): Promise<Stage> {
  const strategy = definition.id
  const origin = new URL(base)
  const browsers: ClientBrowser[] = []
  const browserOf = new Map<Client, ClientBrowser>()
  /** The cookie of each workspace, as the server set it. */
  const workspaces = new Map<string, string>()

  const send: Send = async (request) => {
    const response = await fetch(new Request(request.url.replace(base, behind), request))
    for (const set of response.headers.getSetCookie()) {
      const { name, value = '' } = parseSetCookie(set)
      if (name === workspaceCookieName(origin)) workspaces.set(value, set)
    }
    return response
  }
  const equip: Equip = (of, place) => {
    const own = clientBrowser(browser, base, workspaces.get(of.workspace), place)
    browsers.push(own)
    const key = credentialsKey(hashOf(of.workspace), of.strategy)
    return {
      send: throughPage(async () => (await own.open()).page),
      jar: browserJar(base, key, own.open),
      line,
    }
  }

  const stage = await httpStage(base, strategy, { ...settings, strategy }, send, equip)
  const cookies = definition.credentials.map((name) => ({
    name,
    cookie: credentialCookieName(strategy, name, origin),
  }))
  const aim = { base, strategy, cookies }
  const pageOf = async (client: Client): Promise<Page> => {
    const own = browserOf.get(client)
    if (!own) throw new Error('this client has no browser')
    return (await own.open()).page
  }
  return {
    ...stage,
    client(place) {
      const client = stage.client(place)
      // The one that the stage has just asked for.
      const [own] = browsers.slice(-1)
      if (own) browserOf.set(client, own)
      return client
    },
    browser: {
      inject: async (victim) => inject(await pageOf(victim), aim),
      lure: async (victim, by) => lure(await pageOf(victim), aim, by),
      async follow(victim, by) {
        if (!answered) throw new Error('nobody looks at what the server is asked')
        const path = `/api/strategies/${strategy}/logout`
        const asked = answered(path)
        await link(await pageOf(victim), path, by)
        await asked
      },
    },
    plant: async (victim, planted) =>
      plant(await pageOf(victim), base, plantedCookies(cookies, planted), planted),
    async close() {
      await stage.close()
      await Promise.all(browsers.map((own) => own.close()))
    },
  }
}
