/** What somebody is here. */
export const roles = () => ({
  name: {
    volunteer: 'volunteer',
    desk: 'desk clerk',
    director: 'Director',
    counsel: 'legal counsel',
    trustee: 'trustee',
  },
  ofTheBoard: (role: string) => `${role}, president of the Board`,
  choices: {
    volunteer: { label: 'Volunteer', hint: 'Sees whether a card is on file, no more' },
    desk: { label: 'Desk clerk', hint: 'Looks up records at the counter' },
    director: { label: 'Director', hint: 'Keeps the records, and these pages' },
    counsel: { label: 'Legal counsel', hint: 'Sees no record on a screen' },
    trustee: { label: 'Trustee', hint: 'Sees no record on a screen' },
    president: { label: 'Trustee, president of the Board', hint: 'Names an acting Director' },
  },
})
