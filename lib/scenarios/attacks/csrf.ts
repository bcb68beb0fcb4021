import type { Settings } from '../../workspace/settings.ts'
import type { Attack } from './attack.ts'

/** What the browser is told of the strategy's cookies, and whether the server looks at the origin. */
interface Cell {
  how: 'form' | 'fetch'
  sameSite: Settings['sameSite']
  originCheck: boolean
}

const told = {
  form: {
    title: 'A form of another site',
    story: 'A page on another site sends a form to the application as soon as it is opened.',
  },
  fetch: {
    title: 'A script of another site',
    story: 'A script on another site calls the application and includes its cookies.',
  },
} as const

function forgery({ how, sameSite, originCheck }: Cell): Attack {
  const check = originCheck ? 'checked' : 'unchecked'
  const cookies = `SameSite=${sameSite.replace(/^./, (first) => first.toUpperCase())}`
  return {
    id: `csrf-${how}-${sameSite}-${check}`,
    group: 'csrf',
    file: 'csrf.ts',
    tags: [`@${how}`, `@${sameSite}`, `@${check}`],
    title: `${told[how].title}: ${cookies}, origin ${check}`,
    story: `${told[how].story} It asks for a transfer while the owner is signed in.`,
    media: ['browser'],
    settings: { transport: 'cookie', sameSite, originCheck },
    requirements: ['asvs-3.3.2', 'asvs-3.5.1', 'wstg-sess-05'],
    oneSided:
      'Cookies and the origin check are the same for every strategy: the cells of this group show both outcomes.',
    predict: () => (sameSite === 'none' && !originCheck ? 'works' : 'fails'),
    async play(scene) {
      const victim = scene.client('victim')
      const entry = await victim.signIn('alice')
      const { accepted } = await victim.request()
      if (!accepted) throw new Error(`the owner could not sign in: ${entry.reason}`)
      const { done, reason } = await scene.browser().lure(victim, how)
      scene.note('thief', `lures the owner onto a page that sends a ${how}`)
      scene.eventIsNow()
      return {
        works: done,
        says: `The transfer was ${done ? 'made' : 'refused'}: ${reason}.`,
      }
    },
  }
}

const hows = ['form', 'fetch'] as const
const sameSites = ['strict', 'lax', 'none'] as const

export const forgedRequests: readonly Attack[] = hows.flatMap((how) =>
  sameSites.flatMap((sameSite) =>
    [true, false].map((originCheck) => forgery({ how, sameSite, originCheck })),
  ),
)
