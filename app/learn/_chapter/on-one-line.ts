/** A figure with its units on one line: `8 h 1 min` falls apart nowhere. */
export const onOneLine = (text: string): string => text.replaceAll(' ', '\u00A0')
