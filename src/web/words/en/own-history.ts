/** What a customer had, where they asked that it is kept for them. */
export const ownHistory = () => ({
  off: 'No list of what you had is kept for you.',
  /** @param lendsElsewhere the library lends with another system, which keeps its own record */
  offSays: (lendsElsewhere: boolean) => [
    lendsElsewhere
      ? 'Once a loan is over and nothing is owed for it, this system destroys the link between you and the item. About two weeks later it is gone from our backups, too. The library lends with another system, which may keep the link longer.'
      : 'Once an item is back and nothing is owed for it, the library destroys the link between you and the item. About two weeks later it is gone from our backups, too, and we cannot bring it back.',
    'A legal request that comes before can make us keep a copy until it is settled.',
    'If you want a list for yourself, you can have one kept from now on. It shows to you, here.',
  ],
  offRisk: 'A court can ask for a list that is kept. It cannot get a list that does not exist.',
  keep: 'Keep a list for me from now on',
  shut: (day: string) => `What you had shows here from ${day}.`,
  shutSays:
    'The library helped to set your PIN, or to turn off the code from your phone, a few days ago. Until that day nobody can see or erase a list here. If it was not you, come to the counter. A code from your phone, once it is on, keeps this page open when the library helps with your PIN.',
  on: 'The library keeps a list of what you bring back, for you. No one on staff sees it, unless the law compels the library.',
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
