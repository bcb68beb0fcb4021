import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { root } from './child.mjs'

const { scripts, dependencies, devDependencies } = z
  .object({
    scripts: z.record(z.string(), z.string()),
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))

const files = globSync(['*.md', 'docs/**/*.md'], { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .toSorted()
const textOf = (file: string) => readFileSync(join(root, file), 'utf8')
const pages = new Map(files.map((file) => [file, textOf(file)]))

/** A file that a page shows in full, and that is nowhere else. */
const shown = (text: string) => [...text.matchAll(/^```\w+ file=(\S+)$/gm)].map(([, file]) => file)
const withoutBlocks = (text: string) => text.replaceAll(/^```[^]*?^```$/gm, '')

/** The names by which a page's headings can be linked to, as GitHub makes them. */
const anchorsOf = (text: string) =>
  [...withoutBlocks(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

const LINK = /\]\(([^)\s]+)\)|\b(?:src|srcset|href)="([^"\s]+)"/g
const PATH = /`((?:app|db|docs|e2e|lib|public|scripts|server)\/[^`\s]*)`/g
const COMMAND = /\bnpm run ([\w:-]+)/g
const TEST_NAME = /npx vitest run --project (\w+)/g

/** What a page names and the repository does not have. */
function dangling(file: string, text: string, texts: ReadonlyMap<string, string>): string[] {
  const links = [...text.matchAll(LINK)]
    .map(([, inText, inTag]) => inText ?? inTag ?? '')
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => {
      const [path = '', anchor] = link.split('#')
      const target = path === '' ? file : posix.join(dirname(file), path)
      if (!existsSync(join(root, target))) return true
      return anchor !== undefined && !anchorsOf(texts.get(target) ?? '').includes(anchor)
    })
  const paths = [...text.matchAll(PATH)]
    .map(([, path = '']) => path)
    .filter((path) => !shown(text).includes(path) && !existsSync(join(root, path)))
  const commands = [...text.matchAll(COMMAND)]
    .map(([, name = '']) => name)
    .filter((name) => !(name in scripts))
  const projects = [...text.matchAll(TEST_NAME)]
    .map(([, name = '']) => name)
    .filter((name) => !textOf('vitest.config.ts').includes(`name: '${name}'`))
  return [...links, ...paths, ...commands, ...projects]
}

describe('what a document names is there', () => {
  it.each([...pages])('%s', (file, text) => {
    expect(dangling(file, text, pages)).toEqual([])
  })

  it.each([
    ['a link', '[x](nowhere.md)', 'nowhere.md'],
    ['a link upwards', '[x](../nowhere.md)', '../nowhere.md'],
    ['a heading', '[x](threat-model.md#nothing)', 'threat-model.md#nothing'],
    ['a picture', '<img src="images/none.png" />', 'images/none.png'],
    ['a path', 'in `lib/nowhere.ts`', 'lib/nowhere.ts'],
    ['a command', 'run `npm run nothing`', 'nothing'],
    ['a project of tests', '`npx vitest run --project nothing`', 'nothing'],
  ])('and %s that is not is found', (_, text, missing) => {
    expect(dangling('docs/x.md', text, pages)).toEqual([missing])
  })

  it('and what is there is not complained of', () => {
    const text =
      '[x](threat-model.md#weak-on-purpose) <https://a.example> `lib/env.ts` `npm run demo`'
    expect(dangling('docs/x.md', text, pages)).toEqual([])
  })
})

describe('the folder map of the README', () => {
  const [, map = ''] = /## Where things are\n([^]*?)\n## /.exec(pages.get('README.md') ?? '') ?? []
  const rows = map.split('\n').filter((line) => line.startsWith('| `'))
  const mapped = rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, path = '']) => path),
  )

  it('names what is there', () => {
    expect(mapped.length).toBeGreaterThan(10)
    expect(mapped.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  it('leaves out no folder of sources', () => {
    const sources = globSync('*/**/*.{ts,tsx,mjs}', {
      cwd: root,
      exclude: (name) => name === 'node_modules' || name.startsWith('.'),
    })
    const folders = new Set(sources.map((file) => `${file.split(/[/\\]/)[0]}/`))
    const isMapped = (folder: string) => mapped.some((path) => path.startsWith(folder))
    expect([...folders].filter((folder) => !isMapped(folder))).toEqual([])
  })
})

describe('the decisions', () => {
  const decisions = files.filter((file) => /^docs\/decisions\/\d/.test(file))
  const names = decisions.map((file) => posix.basename(file))

  it('are numbered without a gap, and each has its number in its title', () => {
    const numbers = names.map((name) => Number(name.slice(0, 4)))
    // The first fourteen have become the table of dependencies.
    expect(numbers).toEqual(names.map((_, index) => index + 15))
    for (const file of decisions) {
      expect(textOf(file)).toMatch(new RegExp(`^# ${posix.basename(file).slice(0, 4)}: `))
    }
  })

  it.each(decisions)('%s is one short page of context, decision and consequences', (file) => {
    const text = textOf(file)
    const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)
    expect(headings).toEqual(['Context', 'Decision', 'Consequences'])
    expect(text.split('\n').length).toBeLessThanOrEqual(31)
  })

  it('are all in the index, under their titles', () => {
    const listed = decisions.map((file) => {
      const [title = ''] = textOf(file).split('\n')
      const name = posix.basename(file)
      return `- [${name.slice(0, 4)}](${name}): ${title.slice('# 0000: '.length)}`
    })
    const index = textOf('docs/decisions/README.md').split('\n')
    expect(index.filter((line) => line.startsWith('- '))).toEqual(listed)
  })

  it('give a reason for every dependency', () => {
    const rows = textOf('docs/decisions/dependencies.md').split('\n').slice(1)
    const all = Object.keys({ ...dependencies, ...devDependencies })
    const named = (name: string) =>
      rows.some((row) => row.startsWith('|') && (row.split('|')[1] ?? '').includes(`\`${name}\``))
    expect(all.filter((name) => !named(name))).toEqual([])
    expect(named('left-pad')).toBe(false)
  })
})
