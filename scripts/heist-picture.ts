import { join } from 'node:path'
import { doorAxis } from '#lib/evidence/door-axis.ts'
import { byDuration, doorOf, doorWords, type Door } from '#lib/evidence/door.ts'
import { createCellCache } from '#lib/scenarios/cell-cache.ts'
import { scenarios } from '#lib/scenarios/events/registry.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { defaultSettings } from '#lib/workspace/settings.ts'
import { root } from './child.mjs'

export const heistPath = join(root, 'docs', 'images', 'heist.svg')

const WIDTH = 880
const ROW = 24
const TOP = 104
/** Where bars begin and end. */
const [LEFT, RIGHT] = [214, 730]
/** How long the line takes over the axis, and how long the end is shown. Seconds. */
const [SWEEP, REST] = [9, 3]

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Every run of the log-out, the longest open first. */
export async function measureLogOut(): Promise<{ title: string; door: Door }[]> {
  const scenario = scenarios.find(({ event }) => event === 'logout')
  if (!scenario) throw new Error('there is no log-out')
  const cells = createCellCache()
  const rows = await Promise.all(
    strategies.map(async (definition) => ({
      title: definition.title,
      door: doorOf(await cells.cell(definition, scenario, defaultSettings)),
    })),
  )
  const broken = rows.filter(({ door }) => door.broken.length > 0)
  if (broken.length > 0) throw new Error('a promise is broken: there is nothing to be shown')
  return rows.toSorted((a, b) => byDuration(a.door, b.door))
}

/** A text that is shown from one part of the loop to another; without motion only the last is. */
function phase(name: string, from: number, to: number, isLast: boolean): string {
  const percent = (part: number) => (part * 100).toFixed(2)
  const end = isLast ? 100 : to * 100
  const before = from > 0 ? `0%,${percent(from)}%{opacity:0}` : ''
  const after = isLast ? '' : `${end.toFixed(2)}%,100%{opacity:0}`
  return `@keyframes ${name}{${before}${(from * 100 + 0.01).toFixed(2)}%,${(end - 0.01).toFixed(2)}%{opacity:1}${after}}`
}

/** The runs as an SVG that moves, in both themes; it stands still where motion is not wanted. */
export function drawHeist(rows: readonly { title: string; door: Door }[]): string {
  const horizon = Math.max(...rows.map(({ door }) => door.horizon))
  const axis = doorAxis(horizon)
  const x = (percent: number) => LEFT + ((RIGHT - LEFT) * percent) / 100
  const sweepShare = SWEEP / (SWEEP + REST)
  const partOf = (seconds: number | null) => (axis.place(seconds) / 100) * sweepShare
  const height = TOP + rows.length * ROW + 36
  // What the headline says changes whenever a door closes.
  const moments = [...new Set(rows.map(({ door }) => door.firstRefused))]
    .filter((seconds) => seconds !== null)
    .toSorted((a, b) => a - b)
  const openAfter = (moment: number) =>
    rows.filter(({ door }) => door.firstRefused === null || door.firstRefused > moment).length
  const phases = moments.map((moment, index) => ({
    text: `${openAfter(moment)} of ${rows.length} still let the thief in.`,
    from: index === 0 ? 0.02 : partOf(moment),
    to: partOf(moments[index + 1] ?? null),
    isLast: index === moments.length - 1,
  }))
  const loop = `${SWEEP + REST}s linear infinite`
  const style = [
    `text{font:13px ui-sans-serif,system-ui,sans-serif;fill:#16181b}`,
    `.big{font-size:30px;font-weight:600;fill:#a84600;opacity:0}`,
    `.soft{fill:#595e66;font-size:12px}.track{fill:#eeeeeb}.line{stroke:#d9d9d4}.page{fill:#fff}`,
    `.in{fill:#d55e00}.now{stroke:#4a3fc4;stroke-width:2}.shut{fill:#0072b2}`,
    `.sweep{transform-origin:${LEFT}px 0;animation:sweep ${loop}}.move{animation:move ${loop}}`,
    `@keyframes sweep{0%{transform:scaleX(0)}${(sweepShare * 100).toFixed(2)}%,100%{transform:scaleX(1)}}`,
    `@keyframes move{0%{transform:translateX(0)}${(sweepShare * 100).toFixed(2)}%,100%{transform:translateX(${RIGHT - LEFT}px)}}`,
    ...phases.map((own, index) => phase(`p${index}`, own.from, own.to, own.isLast)),
    ...phases.map((_, index) => `.p${index}{animation:p${index} ${loop}}`),
    `@media(prefers-color-scheme:dark){text{fill:#eceef0}.big{fill:#ff9147}.soft{fill:#a0a6ae}.track{fill:#1d2126}.line{stroke:#2a2f36}.page{fill:#0e1013}.in{fill:#e8742a}.shut{fill:#3d9bd6}.now{stroke:#aaa4ff}}`,
    `@media(prefers-reduced-motion:reduce){*{animation:none!important}.now{display:none}.p${phases.length - 1}{opacity:1}}`,
  ]
  const ticks = axis.ticks.map(({ at, word }) => {
    const anchor = at === 0 ? 'start' : at === 100 ? 'end' : 'middle'
    const line = `<line class="line" x1="${x(at)}" x2="${x(at)}" y1="${TOP - 6}" y2="${height - 30}"/>`
    // Words that would touch their neighbours' are left out.
    return word === '10 s' || (at > 85 && at < 100)
      ? line
      : `${line}<text class="soft" x="${x(at)}" y="${TOP - 12}" text-anchor="${anchor}">${word}</text>`
  })
  const lanes = rows.map(({ title, door }, index) => {
    const y = TOP + index * ROW
    const width = x(axis.place(door.firstRefused)) - LEFT
    const bar =
      door.firstRefused === 0
        ? `<rect class="shut" x="${LEFT - 4}" y="${y + 5}" width="8" height="8" transform="rotate(45 ${LEFT} ${y + 9})"/>`
        : `<rect class="in" x="${LEFT}" y="${y + 3}" width="${width.toFixed(1)}" height="12" rx="2" clip-path="url(#swept)"/>`
    return [
      `<rect class="track" x="${LEFT}" y="${y + 3}" width="${RIGHT - LEFT}" height="12" rx="2"/>`,
      `<text x="16" y="${y + 14}">${escaped(title)}</text>`,
      bar,
      `<text class="soft" x="${RIGHT + 14}" y="${y + 14}">${escaped(doorWords(door))}</text>`,
    ].join('')
  })
  const titles = phases.map(
    ({ text }, index) => `<text class="big p${index}" x="16" y="46">${escaped(text)}</text>`,
  )
  const about = `Alice logs out, and a thief keeps knocking with a copy. ${phases.at(-1)?.text ?? ''}`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escaped(about)}">`,
    `<title>${escaped(about)}</title><style>${style.join('')}</style>`,
    `<clipPath id="swept"><rect class="sweep" x="${LEFT}" y="0" width="${RIGHT - LEFT}" height="${height}"/></clipPath>`,
    `<rect class="page" width="${WIDTH}" height="${height}" rx="8"/>`,
    ...titles,
    `<text class="soft" x="16" y="68">Alice logged out. How long does a stolen copy still open the door? Each bar is a measured run.</text>`,
    ...ticks,
    ...lanes,
    `<line class="now move" x1="${LEFT}" x2="${LEFT}" y1="${TOP - 6}" y2="${height - 30}"/>`,
    `<text class="soft" x="16" y="${height - 12}">Measured in process under the default lifetimes; the axis is logarithmic.</text>`,
    '</svg>\n',
  ].join('\n')
}
