import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { Folder } from './folder.ts'

/** What lies in a folder; null where there is none. @throws where it is something else */
async function contentOf(path: string): Promise<string[] | null> {
  try {
    return await readdir(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw new Error(`${path} is no folder that can be read`, { cause: error })
  }
}

/**
 * Writes the files to a folder, which must be empty or not there. All of them or none: they are
 * written beside it and moved as a whole.
 * @throws when there is something in it, or it cannot be written
 */
export async function writeFolder(files: Folder, to: string): Promise<void> {
  const target = resolve(to)
  const there = await contentOf(target)
  if (there && there.length > 0) throw new Error(`${to} is not empty: nothing was written`)
  await mkdir(dirname(target), { recursive: true })
  const beside = await mkdtemp(join(dirname(target), `.${basename(target)}-`))
  try {
    for (const [path, text] of files) {
      await mkdir(join(beside, dirname(path)), { recursive: true })
      await writeFile(join(beside, path), text)
    }
    // An empty folder is replaced; one that was filled meanwhile is not.
    await rename(beside, target)
  } catch (error) {
    await rm(beside, { recursive: true, force: true })
    throw error
  }
}
