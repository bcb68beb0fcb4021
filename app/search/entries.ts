import { eventAbout } from '#lib/evidence/words/events-about.ts'
import { glossary } from '#lib/evidence/words/glossary.ts'
import { groups } from '#lib/scenarios/attacks/attack.ts'
import { attacks } from '#lib/scenarios/attacks/registry.ts'
import { scenarios } from '#lib/scenarios/events/registry.ts'
import { allStrategies } from '#lib/strategies/registry.ts'
import { chapters } from '#app/_shell/chapters.ts'
import { rooms, small, workbench } from '#app/_shell/pages.ts'

/** Something that can be found: where it is, of which kind it is, and what is said of it. */
export interface Entry {
  path: string
  kind: string
  title: string
  text: string
}

/** Everything that has a page or a place of its own, from the very lists that the pages are made of. */
export const entries = (): Entry[] => [
  ...[...rooms, ...workbench, ...small].map(({ path, name, about }) => ({
    path,
    kind: 'Page',
    title: name,
    text: about,
  })),
  ...chapters.map(({ path, title, about }) => ({ path, kind: 'Chapter', title, text: about })),
  ...allStrategies.map(({ id, title, summary, fit, unfit }) => ({
    path: `/strategies/${id}`,
    kind: 'Strategy',
    title,
    text: `${summary} ${fit} ${unfit}`,
  })),
  ...scenarios.map(({ event, title, story }) => ({
    path: `/scenarios/${event}`,
    kind: 'Event',
    title,
    text: `${story} ${eventAbout[event]}`,
  })),
  ...attacks.map(({ id, group, title, story }) => ({
    path: `/scenarios/${id}`,
    kind: 'Attack',
    title,
    text: `${groups[group]}. ${story}`,
  })),
  ...glossary.map(({ id, term, meaning }) => ({
    path: `/glossary#${id}`,
    kind: 'Term',
    title: term,
    text: meaning,
  })),
]
