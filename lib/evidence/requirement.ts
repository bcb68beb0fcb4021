/** A requirement of a standard that an attack speaks to. */
export interface Requirement {
  standard: 'OWASP ASVS 5.0' | 'OWASP WSTG' | `RFC ${number}`
  /** As the standard counts. */
  number: string
  /** What it demands, in our own words. */
  text: string
  url: string
}

/** A requirement, as people quote it: some numbers name their standard themselves. */
export const requirementName = ({ standard, number }: { standard: string; number: string }) =>
  standard.endsWith(number.split('-')[0] ?? '') ? number : `${standard}, ${number}`
