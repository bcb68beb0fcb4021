/** Says what to do about a Node that is too old even to set up the right one, and whether it is. */
export function nodeIsTooOld() {
  const major = Number(process.versions.node.split('.')[0])
  if (major >= 20) return false
  console.error(`Logout Lab needs Node 20 or later to set itself up; this is ${process.version}.`)
  return true
}
