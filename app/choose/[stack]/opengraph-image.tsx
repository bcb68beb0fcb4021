import { ImageResponse } from 'next/og'
import { findStack } from '#lib/choose/stacks.ts'
import { measuredStack } from './measured-stack.ts'

export const alt = 'How long a banned user stays in, as measured by Logout Lab'
export const size = { width: 1200, height: 630 }
export const contentType = 'image/png'

/** Until when a picture may be shown that was measured before. Seconds. */
const AN_HOUR = 3_600

/** The answer of a stack as a picture for whoever shares its page; in the font that Next brings. */
export default async function Image({
  params,
}: {
  params: Promise<{ stack: string }>
}): Promise<Response> {
  const stack = findStack((await params).stack)
  if (!stack) return new Response('There is nothing here\n', { status: 404 })
  const { ban } = await measuredStack(stack)
  return new ImageResponse(
    <div
      style={{
        width: '100%',
        height: '100%',
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'space-between',
        padding: 72,
        background: '#0e1013',
        color: '#eceef0',
        borderBottom: `16px solid ${ban.startsWith('in') ? '#ff9147' : '#62b8ec'}`,
      }}
    >
      <div style={{ fontSize: 44, color: '#a0a6ae' }}>{stack.title}</div>
      <div style={{ display: 'flex', flexDirection: 'column' }}>
        <div style={{ fontSize: 56 }}>Ban a user now:</div>
        <div style={{ fontSize: ban.length > 30 ? 72 : 108, lineHeight: 1.1 }}>{ban}</div>
      </div>
      <div style={{ fontSize: 32, color: '#a0a6ae' }}>
        Measured by Logout Lab: see what logging out really does
      </div>
    </div>,
    { ...size, headers: { 'Cache-Control': `public, max-age=${AN_HOUR}` } },
  )
}
