import { allStrategies } from '#lib/strategies/registry.ts'
import { archiveOf } from '#lib/take/archive.ts'
import { folderOf } from '#lib/take/folder.ts'

// Made by the build, which has the sources: a running server hands out files.
export const dynamic = 'force-static'
export const dynamicParams = false
export const generateStaticParams = () => allStrategies.map(({ id }) => ({ id }))

/** A strategy to take home: what `npm run take` writes, as an archive. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const { id: asked } = await params
  const definition = allStrategies.find(({ id }) => id === asked)
  if (!definition) return new Response('There is nothing here\n', { status: 404 })
  const archive = archiveOf(definition.id, await folderOf(definition))
  return new Response(new Uint8Array(archive), {
    headers: {
      'Content-Type': 'application/gzip',
      'Content-Disposition': `attachment; filename="${definition.id}.tar.gz"`,
    },
  })
}
