/** The second step: to give it, to set one up, and to change it. */
export const secondStep = () => ({
  continue: 'Continue',
  code: 'Code',
  codeHint: 'Six digits',
  notSixDigits: 'The code has six digits',

  give: {
    title: (name: string) => `Show that it is you, ${name}`,
    typeCode: 'Type the code that the app on your phone shows now.',
    orPasskey: 'Or use your passkey',
    usePasskey: 'Use your passkey: the key, phone or computer that you set up for it.',
    useMyPasskey: 'Use my passkey',
    worksOnlyAt: 'Your passkey works only at this address:',
    /** Where there is no code app either. */
    openOther: 'You have no code app, so open that address, or ask the Director for a new passphrase.',
    lost: 'Lost your phone or key? Ask the Director for a new passphrase. You then set up a new second step.',
    somebodyElse: 'Sign in as somebody else',
    wrongCode:
      'That code is not right, or was used before. Wait for the next one. Check that your phone sets its clock by itself.',
    wrongPasskey: 'That passkey did not work here: try again, or ask the Director for a new passphrase',
  },

  again: {
    title: 'First show that it is you',
    why: {
      'second-step': 'So that nobody who finds you signed in changes what you sign in with.',
      passphrase: 'So that nobody who finds you signed in changes what you sign in with.',
      recovery: 'So that nobody who finds you signed in makes a sheet: it opens every backup.',
      people: 'It has been a while since you signed in, and this changes who may do what here.',
      acting: 'It has been a while since you signed in, and this changes who may do what here.',
      officers: 'So that nobody who finds you signed in confirms someone in your name.',
      computers: 'It has been a while since you signed in, and this changes where records show.',
      contacts: 'It has been a while since you signed in, and this changes who is told when a paper comes.',
      sealed: 'So that nobody who finds you signed in sets this up in your place.',
      'sealed-open': 'So that nobody who finds you signed in opens what is sealed to you.',
      'cases-apart': 'So that nobody who finds you signed in reads what nobody may be told of.',
      decision: 'So that nobody who finds you signed in decides in your name.',
      records: 'So that someone who finds you signed in cannot go on opening records.',
      pins: 'It has been a while since you signed in, and this changes who keeps watch on the register.',
    },
  },

  mine: {
    title: 'My second step',
    none: 'You have none yet.',
    since: (day: string) => `Since ${day}`,
    remove: 'Remove',
    removeThis: (name: string) => `Remove: ${name}`,
    add: 'Add one',
    addOrReplace: 'Add one, or replace the code app',
    oneEachTime: 'One change each time: for another you show again that it is you.',
    needed: 'You must have a second step: set up another one first, then remove this one',
  },

  add: {
    title: 'Add a second step',
    why: 'Besides your passphrase, sign-in then asks for something that only you have. A stolen passphrase alone opens nothing.',
    codeApp: 'A code app on my phone',
    codeAppSays: 'It shows a new code every half minute, also without a connection',
    passkey: 'A passkey',
    passkeySays: 'A key to plug in, or this computer or phone itself',
    noPasskeyHere: 'A passkey cannot be set up at this address.',
    passkeyThere: (address: string) => `On this computer it can, at ${address} (sign in there).`,
    otherKind: 'Choose another kind',
  },

  codeApp: {
    title: 'Set up the code app',
    open: 'On your phone, open a code app. It may have come with the phone; if not, ask whoever looks after your computers for one. Add a new entry in it.',
    scan: 'Scan this picture, or type the letters below it.',
    picture: 'Picture for the code app. The letters below say the same.',
    confirm: 'Type the code that the app shows now. Only then does it count.',
    confirmButton: 'Confirm',
    replaces: 'The code app that you have now stops working then.',
    toNobody: 'Show this page to nobody: whoever has the picture has your codes.',
    wrong: 'That code is not right. If it goes on, check that your phone sets its clock by itself.',
  },

  passkey: {
    title: 'Set up a passkey',
    where:
      'Your browser asks where to keep it. On a computer that others use too, take a key to plug in, or your phone.',
    name: 'A name for it',
    nameHint: 'Such as: blue key, my phone',
    make: 'Make a passkey',
    noName: 'Give the passkey a name',
    wrong: 'That did not work here: try again, or take another one',
    needsScripts: 'A passkey needs scripts, which are off in this browser.',
    unable: 'This browser cannot use a passkey. Try a newer one, or another computer.',
    calledOff: 'That did not work, or it was called off. Try again.',
  },
})
