import { gzipSync } from 'node:zlib'
import { createTar } from 'nanotar'
import { lastChange } from '#db/statements.ts'
import type { Folder } from './folder.ts'

/** A folder as a `.tar.gz`, below its name: the same bytes for the same files. */
export function archiveOf(name: string, folder: Folder): Buffer {
  const files = [...folder].map(([path, data]) => ({ name: `${name}/${path}`, data }))
  const attrs = { mtime: lastChange(), uid: 0, gid: 0 }
  return gzipSync(createTar(files, { attrs }), { level: 9 })
}
