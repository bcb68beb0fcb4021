import { parseSync, Visitor } from 'oxc-parser'

/** A part of a text with a look of its own; what lies between is plain. Offsets in characters. */
export interface Token {
  kind: 'comment' | 'keyword' | 'string' | 'value' | 'type' | 'call'
  start: number
  end: number
}

const keywords =
  /(?<![\w$.])(as|async|await|break|case|catch|class|const|continue|default|delete|do|else|export|extends|finally|for|from|function|if|implements|import|in|instanceof|interface|keyof|let|new|of|readonly|return|satisfies|static|switch|throw|try|type|typeof|undefined|void|while|yield)(?![\w$:]|\s*:)/g

/** TypeScript in tokens, in their order, by its syntax tree: a keyword in a string is no keyword. */
export function tokensOf(file: string, text: string): Token[] {
  const { program, comments } = parseSync(file, text)
  const found: Token[] = comments.map(({ start, end }) => ({ kind: 'comment', start, end }))
  const add = (kind: Token['kind'], { start, end }: { start: number; end: number }) =>
    found.push({ kind, start, end })
  new Visitor({
    Literal: (node) => {
      add(typeof node.value === 'string' || 'regex' in node ? 'string' : 'value', node)
    },
    TemplateElement: (node) => {
      add('string', node)
    },
    TSTypeReference: ({ typeName }) => {
      add('type', typeName)
    },
    CallExpression: ({ callee }) => {
      if (callee.type === 'Identifier') add('call', callee)
      if (callee.type === 'MemberExpression' && !callee.computed) add('call', callee.property)
    },
    FunctionDeclaration: ({ id }) => {
      if (id) add('call', id)
    },
  }).visit(program)
  found.sort((a, b) => a.start - b.start)
  return withKeywords(text, found)
}

function withKeywords(text: string, known: readonly Token[]): Token[] {
  const all: Token[] = []
  let at = 0
  const plainUntil = (end: number) => {
    for (const { 0: word, index } of text.slice(at, end).matchAll(keywords)) {
      all.push({ kind: 'keyword', start: at + index, end: at + index + word.length })
    }
  }
  for (const token of known) {
    if (token.start < at) continue
    plainUntil(token.start)
    all.push(token)
    at = token.end
  }
  plainUntil(text.length)
  return all
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escaped = (text: string) => text.replaceAll(/[&<>]/g, (sign) => escapes[sign] ?? sign)

/** A part of a text as HTML, with a class for each token. `from` and `to` in characters. */
export function markup(
  text: string,
  tokens: readonly Token[],
  from = 0,
  to: number = text.length,
): string {
  let html = ''
  let at = from
  for (const { kind, start, end } of tokens) {
    if (start < from || end > to) continue
    html += `${escaped(text.slice(at, start))}<span class="code-${kind}">${escaped(text.slice(start, end))}</span>`
    at = end
  }
  return html + escaped(text.slice(at, to))
}
