import type { Following } from '../stage.ts'
import type { Attack } from './attack.ts'

const ways: Record<Following, { title: string; story: string }> = {
  image: {
    title: 'Log-out as an image',
    story: 'Somebody has posted an image, whose address is that of the log-out.',
  },
  prefetch: {
    title: 'Log-out, fetched ahead',
    story: 'The page has the log-out as a link, and hints that it may be fetched ahead.',
  },
  speculation: {
    title: 'Log-out, fetched by a speculation rule',
    story: 'The page lets the browser fetch ahead what people may click, and log-out is a link.',
  },
  prerender: {
    title: 'Log-out, drawn ahead',
    story: 'The page lets the browser draw ahead what people may click, and log-out is a link.',
  },
}

const followed = (by: Following): Attack => ({
  id: `logout-by-${by}`,
  group: 'followed',
  file: 'followed.ts',
  tags: ['@logout', '@get'],
  title: ways[by].title,
  story: `${ways[by].story} Nobody has clicked anything. It works where the owner is signed out.`,
  media: ['browser'],
  settings: { transport: 'cookie' },
  requirements: ['asvs-3.5.3', 'rfc9110-9.2.1'],
  oneSided:
    'Log-out is a POST under every strategy, and a link is followed with GET. A server that logs out on GET turns these red: the tests of the defences play it.',
  predict: () => 'fails',
  async play(context) {
    const victim = context.client('victim')
    const entry = await victim.signIn('alice')
    if (!entry.accepted || !(await victim.request()).accepted) {
      throw new Error(`the owner could not sign in: ${entry.reason}`)
    }
    await context.browser().follow(victim, by)
    context.note('victim', `is shown a page with a link to the log-out, and its browser follows it`)
    context.eventIsNow()
    const { accepted } = await victim.request()
    return {
      works: !accepted,
      says: accepted
        ? 'The browser asked for it, and was told that this takes a POST.'
        : 'Nobody clicked, and the owner is signed out.',
    }
  },
})

export const followedLinks: readonly Attack[] = (
  ['image', 'prefetch', 'speculation', 'prerender'] as const
).map(followed)
