import type { Action } from '../actions.ts'

/** What somebody does, to follow who does it: "thief", "asks who it is". */
export function actionWords(action: Action): string {
  switch (action.type) {
    case 'sign-in':
      return `signs in as ${action.username}`
    case 'request':
      return 'asks who it is'
    case 'renew':
      return 'renews'
    case 'log-out':
      return `logs out (${action.scope})`
    case 'change-password':
      return 'changes the password'
    case 'reset-password':
      return 'sets a new password by the link'
    case 'sign-in-again':
      return 'gives the password again'
    case 'end-device':
      return `signs out the device "${action.device}"`
    case 'admin-report':
      return 'asks for the report that only an admin is shown'
    case 'watch':
      return 'opens the live channel'
    case 'close-browser':
      return 'closes the browser and opens it again'
    case 'copy':
      return 'copies the credentials'
    case 'offer-reset':
      return `makes a link for ${action.username} to set a new password`
    case 'ban':
      return `bans ${action.username}`
    case 'delete':
      return `deletes ${action.username}`
    case 'set-role':
      return `makes ${action.username} a ${action.role}`
    case 'force-logout':
      return `signs ${action.username} out`
    case 'rekey':
      return `changes the id of ${action.username}`
    case 'rotate-keys':
      return 'rotates the keys'
    case 'routine-rotation':
      return 'rotates the keys as a routine'
    case 'logout-all-users':
      return 'signs everybody out'
    case 'note':
      return action.text
  }
}
