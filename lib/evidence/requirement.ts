/** A requirement of a standard that an attack speaks to. */
export interface Requirement {
  standard: 'OWASP ASVS 5.0' | 'OWASP WSTG' | 'RFC 6265' | 'RFC 6819' | 'RFC 8725' | 'RFC 9700'
  /** As the standard counts. */
  number: string
  /** What it demands, in our own words. */
  text: string
  url: string
}

/** A requirement, as people quote it: some numbers name their standard themselves. */
export const requirementName = ({ standard, number }: Pick<Requirement, 'standard' | 'number'>) =>
  standard.endsWith(number.split('-')[0] ?? '') ? number : `${standard}, ${number}`
