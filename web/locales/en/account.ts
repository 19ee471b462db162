/** Signing in, roles, and who may do what. */
export default {
  signIn: 'Sign in',
  signOut: 'Sign out',
  signInTitle: 'Sign in',
  signInIntro: 'Looking and what-if need no account; changing data does.',
  ended:
    'Your session has ended; please sign in again. What you typed is still on the page and can be sent again.',
  username: 'User name',
  password: 'Password',
  showPassword: 'Show password',
  sending: 'Signing in…',
  noAccount: 'No account, or a forgotten password? Ask the security officer of your office.',
  signedIn: 'Signed in: {name}',
  signedOut: 'Signed out',
  signOutFailed: 'Not signed out: the service did not answer, please try again',
  menu: 'Account: {name} ({role})',
  area: 'Area: {area}',
  or: ' or ',
  faults: {
    empty: 'Enter user name and password.',
    wrong:
      'Wrong user name or password. Check capitals and input method; repeated failures lock the account for a while.',
    disabled: 'This account is disabled; ask the security officer.',
    locked: 'Locked after repeated wrong passwords. Try again in {minutes} min, or have the password reset.',
    offline: 'The service cannot be reached; you are not signed in. Check the network and try again.',
    server: 'The service could not sign you in; please try again later.',
  },
  readOnly: {
    signedOut: 'Read only: sign in as {roles}',
    otherRole: 'Read only: you are {role}, this needs {roles}',
    otherArea: 'Read only: not in your area',
  },
  roles: {
    planner: 'planner',
    subdistrict: 'subdistrict officer',
    centre: 'centre engineer',
    leader: 'leader',
    auditor: 'audit officer',
    security: 'security officer',
    admin: 'system administrator',
  },
}
