import { findStrategy } from '#lib/strategies/registry.ts'
import { sourceOf } from '../../../_source/source.ts'

/** A strategy's file as plain text: for the lab's inspector, and for whoever wants to take it home. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const definition = findStrategy((await params).id)
  const source = definition ? await sourceOf(definition) : null
  return source
    ? new Response(source.text, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
    : new Response('There is nothing here\n', { status: 404 })
}
