import type { Settings } from '../../workspace/settings.ts'
import type { Attack } from './attack.ts'

/** What the browser is told of the strategy's cookies, and whether the server looks at the origin. */
interface Cell {
  sameSite: Settings['sameSite']
  originCheck: boolean
}

function hijackedSocket({ sameSite, originCheck }: Cell): Attack {
  const check = originCheck ? 'checked' : 'unchecked'
  const cookies = `SameSite=${sameSite.replace(/^./, (first) => first.toUpperCase())}`
  return {
    id: `hijack-${sameSite}-${check}`,
    group: 'hijack',
    file: 'hijack.ts',
    tags: [`@${sameSite}`, `@${check}`],
    title: `A WebSocket of another site: ${cookies}, origin ${check}`,
    story: `A script on another site opens a WebSocket to the application while the owner is signed in, in a browser where third-party cookies are allowed. Whatever is told over it, the script can read.`,
    media: ['browser'],
    settings: { transport: 'cookie', sameSite, originCheck },
    requirements: ['asvs-4.4.2', 'asvs-3.3.2', 'rfc6455-10.2'],
    oneSided:
      'Cookies and the origin check are the same for every strategy: the cells of this group show both outcomes.',
    // No rule of the browser for what may be read stands between: cookies alone decide, or the server.
    predict: () => (sameSite === 'none' && !originCheck ? 'works' : 'fails'),
    async play(context) {
      const victim = context.client('victim')
      const entry = await victim.signIn('alice')
      const { accepted } = await victim.request()
      if (!accepted) throw new Error(`the owner could not sign in: ${entry.reason}`)
      const by = { how: 'socket', thirdParty: 'allowed' } as const
      const { done, reason } = await context.browser().lure(victim, by)
      context.note('thief', 'lures the owner onto a page that opens a WebSocket')
      context.eventIsNow()
      const came = done ? 'was opened and told who is signed in' : 'was refused'
      return { works: done, says: `The socket ${came}: ${reason}.` }
    },
  }
}

/** In one tab, Chromium can be told to block third-party cookies; its WebSockets do not hear of it. */
export const hijackedSockets: readonly Attack[] = (['strict', 'lax', 'none'] as const).flatMap(
  (sameSite) => [true, false].map((originCheck) => hijackedSocket({ sameSite, originCheck })),
)
