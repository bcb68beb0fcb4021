// Carries out a page of the documentation to the letter, on a copy of the sources.
import { execFile } from 'node:child_process'
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './child.mjs'

/** What the suite, the API and the Playwright projects are made of. */
const sources = [
  'lib',
  'db',
  'app',
  'e2e/fixtures.ts',
  'scripts/browser.ts',
  'scripts/child.mjs',
  'scripts/engines',
  'server/quick-drizzle.mjs',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
  'playwright.config.ts',
]

/** A copy of the sources in an empty folder, on the same packages. */
export function copySources(copy: string): string {
  for (const path of sources) cpSync(join(root, path), join(copy, path), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
  return copy
}

/** The content of a fenced block that has `file=...` behind its language. */
export function block(page: string, language: string, file: string): string {
  const fence = `\n\`\`\`${language} file=${file}\n`
  const start = page.indexOf(fence)
  if (start < 0) throw new Error(`the page has no ${language} block for ${file}`)
  const rest = page.slice(start + fence.length)
  return rest.slice(0, rest.indexOf('\n```') + 1)
}

/** Puts each `+` line of a block in front of the first line below it that the text has, once. */
export function applied(text: string, diff: string): string {
  const known = text.split('\n')
  const lines = diff.trimEnd().split('\n')
  for (const [index, line] of lines.entries()) {
    if (!line.startsWith('+')) continue
    const below = lines.slice(index + 1).map((next) => next.slice(1))
    const anchor = below.find((next) => next !== '' && known.includes(next))
    if (anchor === undefined || known.indexOf(anchor) !== known.lastIndexOf(anchor)) {
      throw new Error(`no one place to put: ${line}`)
    }
    known.splice(known.indexOf(anchor), 0, line.slice(1))
  }
  return known.join('\n')
}

export function change(copy: string, path: string, edit: (text: string) => string): void {
  const file = join(copy, path)
  writeFileSync(file, edit(readFileSync(file, 'utf8')))
}

/** Runs one of the tools in a copy, free of what the runner of this process has set for itself. */
export function runTool(copy: string, path: string, ...args: string[]) {
  const ours = Object.keys(process.env).filter((name) => name.startsWith('VITEST'))
  const unset = Object.fromEntries(ours.map((name) => [name, undefined]))
  const env = { ...process.env, ...unset, NO_COLOR: '1' }
  const command = [join(root, 'node_modules', path), ...args]
  return new Promise<{ code: number; output: string }>((resolve) => {
    execFile(process.execPath, command, { cwd: copy, env }, (error, out, err) =>
      resolve({ code: error ? 1 : 0, output: `${out}${err}` }),
    )
  })
}
