/** What tokens can be signed with (RFC 7518, 3.1; RFC 8037). */
export const algorithms = ['HS256', 'ES256', 'EdDSA', 'RS256'] as const
export type Algorithm = (typeof algorithms)[number]
