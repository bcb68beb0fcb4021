import { expect, test } from 'vitest'
import { glossary, piecesOf } from './glossary.ts'

const found = (text: string) => piecesOf(text).flatMap(({ id }) => id ?? [])

test('a text falls into pieces, and none is lost', () => {
  const text = 'Rotation hands out a new refresh token; an access token stays.'
  expect(
    piecesOf(text)
      .map((piece) => piece.text)
      .join(''),
  ).toBe(text)
  expect(found(text)).toEqual(['rotation', 'refresh-token', 'access-token'])
})

test('the longest term wins, in the plural as well', () => {
  expect(found('refresh token rotation')).toEqual(['rotation'])
  expect(found('Two refresh tokens, and JWTs')).toEqual(['refresh-token', 'jwt'])
})

test('a part of another word is no term', () => {
  expect(found('an evidently jwt-blocklist, JWTish')).toEqual([])
  expect(piecesOf('')).toEqual([])
})

test('every term is found under its own name', () => {
  for (const { id, term } of glossary) expect(found(term)).toContain(id)
})
