/*
 * What must not be found at rest. Every word of eight letters or more is looked for by itself, so each is one that
 * nothing else holds.
 */

/** What is in each sealed column, first and after it changed. */
export const sealed: Readonly<Record<string, readonly string[]>> = {
  'patron.name': ['Zyzzogetonski', 'Quisquilianus', 'Xanthippovna', 'Ptarmiganovič Świętopełk'],
  'patron.born': ['1911-09-17', '1912-10-18'],
  'patron.contact': [
    ...['77431 Grallatorial Parvenuway', 'Ytterbyvilleburg', '68957-43219', '308-555-0199', '402-555-0177'],
    ...['wharfingery.quibblesome@zymoticity.example.org', 'sesquialteral@zymoticity.example.org'],
  ],
  'patron.standing': ['ZQCATKAPPA', '1977-03-29', '2091-02-23'],
  'patron.choices': ['Zymurgistics'],
  'patron.of_age': ['1971-08-23'],
  'patron.wrong_numbers': ['402-555-0148'],
  'patron.reach': ['5521 Velleityborough', 'Quincunxially'],
  'patron.correction': ['Gongoozlery', 'Kerfuffleshire Laneways', 'Nincompoopville'],
  'patron.corrected': ['Quizzicality-token'],
  'patron.former_emails': ['zeitgeberish@zymoticity.example.org'],
  'guardian.name': ['Wanderjahrlich', 'Umbriferously'],
  'guardian.contact': ['66218 Vorticellid Terraceway', 'Xerophagyville', '308-555-0163'],
  'guarantor.noted': ['quizzaciousness-account'],
  'card.barcode': ['QZ-29876543210987', '29876543211118'],
  'case_event.event': ['Jurisprudentially Umpirageson', 'Subpoenaeticism of Thaumaturgy'],
  'case_paper.piece': ['Chirographist Parchmentifying'],
  'case_document.document': ['Verdictlessness Quodlibetarian'],
  'public_report.contact': ['Whistleblowery Sesquipedal', '402-555-0126'],
  'follow_up.task': ['kakorrhaphiophobic-entry'],
  'follow_up.reach': ['Floccinaucinihilipilific, 402-555-0127'],
  'account.second_factor': ['ZYXWVUTSRQPONMLKJIHGFEDCBA765432'],
  'pin.hash': ['402913857264'],
  'pin.second_factor': ['QRSTUVWXYZABCDEFGHIJKLMNOP234567'],
}

/** What links say, beside the ids of their ends: the number of the loan, the hold and the charge in Koha. */
export const linked = {
  loan: ['777123456789013', '777123456789021'],
  hold: ['888123456789013'],
  charge: ['999123456789013', '999123456789021'],
}

/** Koha's number of the patron, which is kept as a token alone. */
export const borrowerNumbers = ['918273645500011', '918273645500022']

/** What an import leaves out, for nothing needs it; and what stands in a rejected row. */
export const leftOut = {
  password: '$2a$08$Cynghaneddpasswd',
  note: 'Obnubilated Noterature',
  'a note on a loan': 'Loganamnosis Issuenotable',
  'what a charge is for': 'Descriptionary Scripturient',
  'a rejected row': 'Rejectaneous Rowlandsonian',
}

/** What people type into forms and addresses. */
export const typed = {
  passphrase: 'Callipygian Rhubarbative Zoetropically',
  'a wrong passphrase': 'Floccinaucinihil Wrongishly Tergiversate',
  'a passphrase in the field of the name': 'Ultracrepidarian Kakorrhaphiophobe',
  'a name searched for': 'Quomodocunquize Soughtforness',
  'a card searched for': '27182818284590452',
  'a card in an ask': '31415926535897932',
  'an id that is none': 'Nudiustertian-Gobemoucheries',
  'an address': 'Latibulatedly',
  'a browser': 'Mumpsimusical',
}

/** What stands in statements that fail, wait, are stopped or die. Carrel sends no such text; a bug might. */
export const inStatements = {
  'a value that is refused': 'Absquatulated Duplicature',
  'a value of no date': 'Nudibranchially Undated',
  'a statement that fails': 'Widdershinsical Failureness',
  'a slow statement': 'Snollygostering Slowcoachery',
  'a statement that waits for a lock': 'Bumfuzzlement Lockstitching',
  'one side of a deadlock': 'Gardyloosome Deadlockedly',
  'the other side': 'Taradiddlers Deadlockingly',
  'a statement that is interrupted': 'Collywobblish Interruptively',
  'a statement that dies with its server': 'Lollygaggery Crashworthily',
  'a connection that dies': 'Skedaddlesome Terminatrix',
}

/** Planted in the clear, to be found. */
export const inTheClear = {
  'the title of a book': 'Borborygmus Chrestomathic',
  'a line in the log of the server': 'Xenodochial Serverlogged',
  'a line in the log of the program': 'Yarboroughish Programlogged',
  'what the program said': 'Zenzizenzizenzic Stderrwise',
}
