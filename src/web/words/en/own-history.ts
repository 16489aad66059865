/** What a customer had, where they asked that it is kept for them. */
export const ownHistory = () => ({
  off: 'The library does not keep what you had.',
  offSays:
    'Once an item is back and nothing is owed for it, nobody can find out that you had it. If you want a list for yourself, you can have one kept from now on. Only you can see it, here.',
  offRisk:
    'A list that is kept can be asked for by a court. The only list that nobody can ask for is one that is not there.',
  keep: 'Keep a list for me from now on',
  shut: (day: string) => `What you had shows here from ${day}.`,
  shutSays:
    'The library helped to set your PIN, or to turn off the code from your phone, a few days ago. Until that day nobody can see or erase a list here. If it was not you, come to the counter. A code from your phone, once it is on, keeps this page open when the library helps with your PIN.',
  on: 'The library keeps a list of what you bring back, for you alone. Nobody at the library can see it.',
  none: 'Nothing is on it yet.',
  returned: 'Brought back',
  eraseTicked: 'Erase what is checked',
  noneTicked: 'Check at least one line to erase',
  eraseAll: 'Erase the whole list, and go on',
  stop: 'Erase the whole list, and stop',
  sure: 'It cannot be brought back. Backups lose it within two weeks.',
  started: 'From now on what you bring back is kept here.',
  erased: 'It is erased.',
  stopped: 'Your list is erased, and nothing more is kept.',
  older: 'Older',
  newest: 'Back to the newest',
})
