/** What is wrong with a database, or with its address, in words of ours, which repeat no value. */
export class Unfit extends Error {}
