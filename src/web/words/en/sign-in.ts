/** Signing in, until the second step. */
export const signIn = () => ({
  title: 'Staff sign-in',
  name: 'Sign-in name',
  passphrase: 'Passphrase',
  signIn: 'Sign in',
  forgotten: 'Forgot your passphrase, or lost your phone? Ask the Director for a new passphrase.',
  /** Followed by the command. */
  directorForgot:
    'If you are the Director, ask whoever looks after the computer that runs Carrel. They type this, and your sign-in name:',
  signedOut: (minutes: number, hours: number) =>
    `You were signed out. That happens after ${minutes} minutes without use, after ${hours} hours, and when your sign-in was changed.`,
  tookTooLong: 'That took too long. Please sign in again.',
  givenOver: (days: number) =>
    `That passphrase was made for you, and was good for ${days} days. Ask the Director for a new one; the Director gets one by the command below.`,
  wrongPair: 'That name and passphrase do not go together. Check that Caps Lock is off.',
  own: {
    title: 'Choose your own passphrase',
    why: 'Somebody else made the one you just used. From now on only you know yours, and nobody can look it up.',
    continue: 'Continue',
    same: 'That is the passphrase that you were given: choose another',
  },
})
