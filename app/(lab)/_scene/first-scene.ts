/** The strategy that the scene begins with: the one that the question is usually about. */
export const FIRST_SCENE = 'stateless-jwt'
