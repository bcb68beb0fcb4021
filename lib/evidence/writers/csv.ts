/** The one writer of CSV: quoted as RFC 4180 has it, and no text of ours starts a formula. */
export function toCsv<Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, string>>[],
): string {
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))]
  return lines.map((line) => `${line.map(field).join(',')}\n`).join('')
}

const startsFormula = /^[=+\-@\t\r]/
const isNumber = /^-?\d+(\.\d+)?$/

/** A spreadsheet takes a text that begins like a formula for one; an apostrophe says it is none. */
function field(text: string): string {
  const plain = startsFormula.test(text) && !isNumber.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
