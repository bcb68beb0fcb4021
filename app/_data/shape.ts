/**
 * What a value from outside has to look like, as far as a page reads it. The server checks with zod;
 * here its core would be a sixth of all the JavaScript that a page may send, for a few plain answers.
 */
export type Shape<Data> = (value: unknown) => value is Data
export type Shaped<S> = S extends Shape<infer Data> ? Data : never

type Fields = Readonly<Record<string, Shape<unknown>>>
type Required<F extends Fields> = { [Name in keyof F]: Shaped<F[Name]> }
type Optional<F extends Fields> = { [Name in keyof F]?: Shaped<F[Name]> | undefined }

export const anything: Shape<unknown> = (_value): _value is unknown => true
export const string: Shape<string> = (value) => typeof value === 'string'
export const number: Shape<number> = (value) => typeof value === 'number'
export const boolean: Shape<boolean> = (value) => typeof value === 'boolean'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const oneOf =
  <const Text extends string>(texts: readonly Text[]): Shape<Text> =>
  (value): value is Text =>
    texts.some((text) => text === value)

export const nullable =
  <Data>(shape: Shape<Data>): Shape<Data | null> =>
  (value): value is Data | null =>
    value === null || shape(value)

export const either =
  <One, Other>(one: Shape<One>, other: Shape<Other>): Shape<One | Other> =>
  (value): value is One | Other =>
    one(value) || other(value)

export const array =
  <Data>(shape: Shape<Data>): Shape<Data[]> =>
  (value): value is Data[] =>
    Array.isArray(value) && value.every(shape)

export const record =
  <Data>(shape: Shape<Data>): Shape<Record<string, Data>> =>
  (value): value is Record<string, Data> =>
    isRecord(value) && Object.values(value).every(shape)

/** Fields that nobody reads may be there as well: a newer server may tell more. */
export function object<F extends Fields>(fields: F): Shape<Required<F>>
export function object<F extends Fields, O extends Fields>(
  fields: F,
  optional: O,
): Shape<Required<F> & Optional<O>>
export function object(fields: Fields, optional: Fields = {}): Shape<Record<string, unknown>> {
  const required = Object.entries(fields)
  const others = Object.entries(optional)
  return (value): value is Record<string, unknown> =>
    isRecord(value) &&
    required.every(([name, shape]) => shape(value[name])) &&
    others.every(([name, shape]) => value[name] === undefined || shape(value[name]))
}

/** Every field as if it had to be there, so that one is missed that may be left out. */
type Named<Data> = Data extends object ? { [Name in keyof Data]-?: Named<Data[Name]> } : Data

type Alike<One, Other> = [One, Other, Named<One>, Named<Other>] extends [
  Other,
  One,
  Named<Other>,
  Named<One>,
]
  ? unknown
  : never

/** The shape of a type that is written elsewhere: unless both say the same, it does not compile. */
export const like =
  <Data>() =>
  <S extends Shape<Data>>(shape: S & Alike<Shaped<S>, Data>): Shape<Data> =>
    shape

/** What a text of JSON holds; throws where it is none, or holds something else. */
export function parsed<Data>(shape: Shape<Data>, text: string): Data {
  const value: unknown = JSON.parse(text)
  if (!shape(value)) throw new TypeError('This text does not hold what was looked for')
  return value
}
