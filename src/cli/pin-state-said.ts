import type { LatePin, PinState } from '../mail/pin-state.ts'

/** Whether the pins go out, in one or two sentences, for whoever looks after the computer. */
export function pinStateSaid(state: PinState): string {
  switch (state.code) {
    case 'wrong':
      return `No mail goes out: ${state.why}.`
    case 'not-set-up': {
      const also = state.named ? '' : ' Nor has the Director named the two addresses that get it.'
      return `No mail goes out: it is not set up (CARREL_SMTP_URL, CARREL_MAIL_FROM). Nobody outside this computer holds a pin of the register, so whoever has its keys could rewrite it unseen.${also}`
    }
    case 'no-one-named':
      return 'Mail is set up, and the Director has not named the two addresses that get the pin of the register every day (carrel register pins-to).'
    case 'soon':
      return 'The first pins go out with the next night’s work.'
    case 'sent':
      return `The pins of ${state.day} were handed to the mail server.`
    case 'late':
      return state.pins.map(lateSaid).join(' ')
  }
}

function lateSaid({ place, day, why, failure }: LatePin): string {
  const because = failure === null ? '' : `: ${failure}`
  switch (why) {
    case 'late':
      return `The last pin to address ${place} is of ${day}: Carrel did not run since, or its nights fail.`
    case 'unknown':
      return `Whether the pin of ${day} to address ${place} arrived is not known${because}.`
    case 'never':
      return `No pin went to address ${place} yet: it is sent with the next look, within minutes where Carrel runs.`
    case 'unsent':
      return `The pin of ${day} to address ${place} could not be sent${because}. It is tried again every few minutes.`
  }
}
