import type { Settings } from '../../workspace/settings.ts'
import type { Lure } from '../stage.ts'
import type { Attack } from './attack.ts'

/** What the browser is told of the strategy's cookies, and whether the server looks at the origin. */
interface Cell extends Lure {
  how: keyof typeof pages
  sameSite: Settings['sameSite']
  originCheck: boolean
}

const pages = {
  form: {
    title: 'A form of another site',
    story: 'A page on another site sends a form to the application as soon as it is opened.',
  },
  fetch: {
    title: 'A script of another site',
    story: 'A script on another site calls the application and includes its cookies.',
  },
} as const

function forgedRequest({ how, sameSite, originCheck, thirdParty }: Cell): Attack {
  const check = originCheck ? 'checked' : 'unchecked'
  const cookies = `SameSite=${sameSite.replace(/^./, (first) => first.toUpperCase())}`
  // Named for what is left where third-party cookies are blocked.
  return {
    id: `csrf-${how}-${sameSite}-${check}${thirdParty === 'blocked' ? '-first-party' : ''}`,
    group: 'csrf',
    file: 'csrf.ts',
    tags: [`@${how}`, `@${sameSite}`, `@${check}`, `@third-party-${thirdParty}`],
    title: `${pages[how].title}: ${cookies}, origin ${check}, third-party cookies ${thirdParty}`,
    story: `${pages[how].story} It asks for a transfer while the owner is signed in, in a browser where third-party cookies are ${thirdParty}.`,
    media: ['browser'],
    settings: { transport: 'cookie', sameSite, originCheck },
    requirements: ['asvs-3.3.2', 'asvs-3.5.1', 'wstg-sess-05'],
    oneSided:
      'Cookies and the origin check are the same for every strategy: the cells of this group show both outcomes.',
    // A form takes the browser to the application: its cookies are then no third party's.
    predict: () =>
      sameSite === 'none' && !originCheck && (how === 'form' || thirdParty === 'allowed')
        ? 'works'
        : 'fails',
    async play(context) {
      const victim = context.client('victim')
      const entry = await victim.signIn('alice')
      const { accepted } = await victim.request()
      if (!accepted) throw new Error(`the owner could not sign in: ${entry.reason}`)
      const { done, reason } = await context.browser().lure(victim, { how, thirdParty })
      context.note(
        'thief',
        `lures the owner onto a page that sends a ${how}; third-party cookies are ${thirdParty}`,
      )
      context.eventIsNow()
      return {
        works: done,
        says: `The transfer was ${done ? 'made' : 'refused'}: ${reason}.`,
      }
    },
  }
}

const hows = ['form', 'fetch'] as const
const sameSites = ['strict', 'lax', 'none'] as const
const policies = ['allowed', 'blocked'] as const

export const forgedRequests: readonly Attack[] = hows.flatMap((how) =>
  sameSites.flatMap((sameSite) =>
    [true, false].flatMap((originCheck) =>
      policies.map((thirdParty) => forgedRequest({ how, sameSite, originCheck, thirdParty })),
    ),
  ),
)
