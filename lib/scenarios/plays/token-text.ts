/** A token as people edit it: two texts of JSON and a signature (RFC 7515, 3.1). */
export interface TokenText {
  header: string
  payload: string
  signature: string
}

/** As a token carries it: without white space. What is no JSON stays as it was typed. */
function compact(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text))
  } catch {
    return text
  }
}

/** As people read it: a claim a line. */
function spread(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

const encode = (text: string) => Buffer.from(compact(text)).toString('base64url')
const decode = (part: string) => spread(Buffer.from(part, 'base64url').toString())

/** What a signature is made over. */
export const signedPart = ({ header, payload }: Pick<TokenText, 'header' | 'payload'>): string =>
  `${encode(header)}.${encode(payload)}`

export const encoded = (text: TokenText): string => `${signedPart(text)}.${text.signature}`

/** Of whatever somebody has typed; what stands behind a third dot belongs to the signature. */
export function decoded(token: string): TokenText {
  const [header = '', payload = '', ...rest] = token.split('.')
  return { header: decode(header), payload: decode(payload), signature: rest.join('.') }
}

/** Another signature: its first character, as those at the end can hold bits that mean nothing. */
export const otherSignature = ({ signature }: Pick<TokenText, 'signature'>): string =>
  `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`
