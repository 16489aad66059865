/** The policy: each clause as adopted, beside the rules that it became. */
export const policy = () => ({
  dates: (number: string, approved: string, reviewed: string) =>
    `${number}. Approved ${approved}, last reviewed ${reviewed}.`,
  /** Where the screens speak another language than the policy. */
  textLanguage: 'What the Board adopted, and how we read it, stands here in English.',
  overdue: 'The review of this policy is overdue',
  overdueSays: 'The Board should review it at least every three years. It stays in force until then.',
  tryIt: 'Try it out with a case of your own',
  spoke: (times: string) => `Decided an answer ${times === '1' ? 'once' : `${times} times`} this year`,
  spokeNever: 'Has not decided an answer yet this year',
  clauses: 'Clauses',
  cites: (cited: string, now: string) => `It cites ${cited}. Now: ${now}.`,
  howWeAct: 'How we act on it',
  howWeRead: 'How we read it, until the Board says so',
  asProgram: 'The rules as the program reads them',
  tried: (cases: number) => `Tried on ${cases === 1 ? '1 case' : `${cases} cases`}`,
})
