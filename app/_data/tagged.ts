import * as is from './shape.ts'

type Fields = Readonly<Record<string, is.Shape<unknown>>>

type Tagged<Tag extends string, V extends Readonly<Record<string, Fields>>> = {
  [Name in keyof V]: Record<Tag, Name> & { [Field in keyof V[Name]]: is.Shaped<V[Name][Field]> }
}[keyof V]

/** One of several objects, told apart by the text in one of their fields. */
export const tagged =
  <const Tag extends string, V extends Readonly<Record<string, Fields>>>(
    tag: Tag,
    variants: V,
  ): is.Shape<Tagged<Tag, V>> =>
  (value): value is Tagged<Tag, V> => {
    const hasTag = is.record(is.anything)
    const name = hasTag(value) ? value[tag] : undefined
    if (typeof name !== 'string' || !Object.hasOwn(variants, name)) return false
    return is.object(variants[name] ?? {})(value)
  }
