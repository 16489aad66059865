import type { OwnWords } from '../own-words.ts'

/** Why a step in a case cannot be taken now: what is missing first, each as a sentence. */
export const casesNeeds = ({ customer, customers }: OwnWords) => ({
  unmet: {
    who: 'This step is for someone else to take.',
    stage: 'This step does not fit how far the case is now.',
    time: 'That time is still to come. Nothing is written down before it happens.',
    'day-is-past': 'That day is still to come.',
    'after-it-came': 'That time or day is before the case came. Say when it was done.',
    'has-paper': 'There is no paper in this case.',
    'paper-read': 'Whoever decides in the case, or counsel, must first read the paper and say what it is.',
    'still-read': 'The case came to its end. Its paper is read no more.',
    'nothing-beside':
      'A paper came since, and waits. First say whether it counts, or leave it beside the case.',
    'nothing-unread': 'A paper in this case was not read. Whoever decides, or counsel, must first read it.',
    reported: 'Whoever decides in the case must first know of it.',
    'counsel-consulted': 'Legal counsel must first be asked.',
    'counsel-first':
      'Legal counsel must first be asked: there is paper in this case, or an emergency was claimed.',
    'counsel-reached': 'Legal counsel must first be reached: whoever is served goes to counsel too.',
    'counsel-saw-gag': 'Nobody may be told of this paper. Counsel must first look at the case, or advise.',
    'withdrawal-said': 'Say who took it back, and by what way; or ask legal counsel first.',
    'counsels-word': 'Counsel said otherwise here, at their own sign-in. Only counsel can change that, here.',
    'counsels-choice': 'Counsel chooses this. Give the name of counsel, and how counsel said it.',
    'counsels-finding':
      'Counsel pinned this finding. Only counsel changes it. If counsel took it back by phone or mail, write down who, how, and in which words.',
    'officer-reported': 'An officer asked. Whoever decides in the case must know of it first.',
    'counsel-or-board': 'Legal counsel or the Board must first be asked.',
    'opinion-proper': 'Counsel must first say that the paper is proper, and fully so.',
    'requester-verified':
      'Whoever asks must first be called back, at a number that was found somewhere else than on the paper.',
    'scope-set': `It must first be set which ${customers} and which records the paper names.`,
    'somebody-on-file': 'Nobody whom the paper names is on file. Send the decision as it is signed.',
    'nobody-on-file': 'The paper names somebody who is on file.',
    'is-warrant': 'Only a search warrant is carried out like this.',
    'was-searched': 'There was no search, or it is not over.',
    'while-searched': 'Nothing can be taken before they came, or after they left. Type when it was taken.',
    'after-the-last': 'They cannot have left before they came, or before the last thing was taken.',
    'new-line': 'This line is written down already.',
    'is-listed': 'There is no such line, or it is struck through already.',
    'own-line': 'Someone else wrote this line. They strike it through, or whoever decides in the case.',
    'search-stands': 'There is no search in this case to take back.',
    'waits-beside': 'No such paper waits.',
    'page-is-there': 'The paper does not have so many pages.',
    'findings-confirmed':
      'Counsel has not seen every finding that is pinned. Counsel must hold the paper for proper with them, or hear them read out.',
    'independent-number':
      'Give the number that was called, and where it is from. It must not be one that whoever asks gave, or that is on their paper.',
    'on-this-paper': 'A finding must be on a paper of this case.',
    'policy-allows-decision': 'The policy does not allow this decision as the case stands now.',
    'decision-fits': 'This decision does not fit this kind of case.',
    'is-decider':
      'The Director decides. Where the case is about the Director, the president of the Board does.',
    'as-decided': 'The case changed since the decision was written. It must be written and signed anew.',
    'own-sign-in':
      'The Director set up this sign-in. Someone else must first confirm that it is yours: see the page Who is who.',
    'decided-to-produce': 'It must first be decided in writing to release or to comply.',
    'decided-to-refuse': 'It must first be decided in writing to refuse.',
    'within-scope': 'Something in it goes further than the paper does.',
    'collected-this': 'Something else was collected since.',
    'packaged-this': 'Another file was made since, or it is over.',
    'was-saved': 'The file must first be saved. Nothing is handed over before it leaves.',
    'knows-of-change': 'The case changed since the file was saved. Tick that you know it.',
    'is-outside': 'No file was saved, or it is known what became of it.',
    'nothing-outside':
      'A file was saved and left. Note that it was handed over, or how it was destroyed, first.',
    'second-person':
      'Someone else than whoever collected it must check it, with a sign-in that is confirmed as their own.',
    'counsel-by-phone':
      'Counsel checks by phone only where nobody else here could: where no other sign-in is confirmed, or counsel said here that they cannot come. Whoever decides, and collected it, writes down who it was, when (once it was collected) and in which words.',
    'policy-lets-go': 'The policy does not let this leave as the case stands now.',
    'was-produced': 'Nothing was handed over in this case.',
    receipted: 'Whoever got the records must first sign for them, or refuse to.',
    'notice-chosen': `Counsel must first choose if the ${customer} is told.`,
    'told-as-chosen': `Counsel chose that the ${customer} is told. That must be done first.`,
    'counsels-debrief':
      'Counsel goes over the search. If counsel did so by phone or mail, give the name of counsel, and how.',
    'counsels-mistake':
      'Something was taken, or counsel went over it. Only counsel says that it was a mistake. If counsel said so by phone or mail, write down who, how, and in which words.',
    'seizure-with-counsel': 'Legal counsel must be asked before a seizure is closed.',
    debriefed: 'Counsel must first go over the search with those who were there.',
    'nothing-preserved': 'A copy is still kept. It must end first.',
    'waits-for-nothing': 'The case waits for a better paper or for a court. That must end first.',
    'is-request': 'Nobody asks for records in this case.',
    'is-records-request': 'This case is no public-records request.',
    'no-patron-in-scope': 'It names people. What is public names nobody.',
    'given-as-decided':
      'If all is given, nothing is denied. If a part is kept back, it must first be decided in writing to refuse it.',
    'no-paper': 'There is paper in this case. It needs a written decision.',
    'is-conduct': 'This case is not about what someone did here.',
    'is-preserved': 'There is no such copy.',
    'not-sealed':
      'Nobody may be told of such a paper. It is not worked here. Call the Director and the lawyer.',
    'not-a-drill': 'This is a drill. Nothing of anyone is opened in it.',
    'is-gagged': 'Nothing in this case forbids to tell.',
    'counsel-ends-it': 'Only counsel ends it, or whoever decides in the case writes down what counsel said.',
    'board-may-know':
      'Nobody may be told of this paper, and the Board is told only if counsel says that it may know.',
    'may-say-about':
      'The case is so already, or it is not yours to say. Counsel and whoever reported it can say it. The Director and the president of the Board can only hand a case over to each other, before it is decided.',
    'may-choose-telling': 'The paper says that nobody may be told. Choose that they are not told.',
    'may-tell-patron': 'The lawyer has not chosen that they are told, or the day has not come.',
    'day-has-come': 'The day of this copy has not come yet.',
    'names-no-more': 'The paper does not name all of that.',
    'no-emergency': 'The Director decides about a claimed emergency in writing.',
    'needs-no-decision': 'A privacy problem ends with a written decision.',
  },
})
