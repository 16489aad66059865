/** Simulated visits: clearly marked, scored, and in no figure. */
export const casesDrill = () => ({
  mark: 'DRILL',
  markSays: 'This is practice. Nothing of it is real, and it counts nowhere.',
  title: 'Drills',
  tellsNobody: 'A drill mails nobody. Whoever is to be told is told on screen, or by staff.',
  intro:
    'A drill is a visit that somebody plays. Staff write it down as if it were real, and you see how it went.',
  whatKind: 'What do you play?',
  kind: {
    warrant: 'Officers with a search warrant',
    paper: 'Somebody with a subpoena or an order',
    ask: 'An officer who asks, without paper',
  },
  kindSays: {
    warrant: 'Staff open “Search warrant” and are led to the drill.',
    paper:
      'Say that it is a drill. Staff open “Somebody brought a paper, or asks for records” and are led to it.',
    ask: 'Say that it is a drill. Staff open “Somebody brought a paper, or asks for records” and are led to it.',
  },
  start: 'Start the drill',
  startSays: 'Press when the visitor walks in: the time counts from then.',
  began: 'The drill is under way',
  beganSays: 'The reference is:',
  toSearch: 'The page that staff use',
  toScore: 'How it went',
  earlier: 'Earlier drills',
  none: 'There was no drill yet.',
  on: 'Day',
  score: 'How the drill went',
  scoreOf: (done: number, all: number) => `${done} of ${all}`,
  point: {
    reported: (minutes: number) => `The Director was reached within ${minutes} minutes`,
    'delay-asked': 'Staff asked them to wait for the lawyer',
    logged: 'It was written down',
  },
  reachedAfter: (minutes: number) =>
    minutes === 1
      ? 'The Director was reached after 1 minute.'
      : `The Director was reached after ${minutes} minutes.`,
  notReached: 'Staff have not noted that they reached the Director.',
  done: 'Done',
  notDone: 'Not done',
  state: 'State',
  step: 'What counts',
  goesOn: 'It goes on. What is written down later still counts.',
  wasReal: 'Was it real? Nothing of a drill counts. Write it down anew, each thing with its time:',
  toReal: 'Begin a real case',
  pickOne: 'Choose what you play.',
  toDrills: 'Back to the drills',
})
