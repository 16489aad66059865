/** Who set up the sign-ins of those who decide, advise and oversee, and who confirmed that each is theirs. */
export const officers = () => ({
  title: 'Who is who',
  intro:
    'The Director sets up sign-ins here, and so could sign in as someone else. So someone else confirms whose each one is. Only then does it count in a case.',
  byThemselves: 'Set up at the computer that runs Carrel, or by themselves.',
  setUpBy: (name: string) => `Set up by ${name}.`,
  confirmedBy: (name: string, day: string) => `${name} confirmed on ${day} that it is theirs.`,
  confirmedThere: (day: string) => `Confirmed on ${day} at the computer that runs Carrel.`,
  notConfirmed: 'Nobody else has confirmed that it is theirs.',
  given: 'They have no passphrase of their own yet.',
  confirm: 'Confirm',
  confirmOf: (name: string) => `Confirm that it is theirs: ${name}`,
  sure: 'Confirm only someone you know. Ask them in person: did you choose your passphrase, and do you alone have your second step?',
  ask: 'Nobody here can confirm yet? Whoever looks after the computer can do it there for the first one: carrel account confirm.',
  refused: {
    unknown: 'There is nothing to confirm for this person.',
    given: 'They must first choose a passphrase of their own.',
    yours: 'You cannot confirm your own sign-in.',
    'set-up': 'You set this sign-in up, so someone else must confirm it.',
    unsure: 'Someone must confirm your own sign-in first.',
    role: 'This is for someone else to confirm.',
  },
})
