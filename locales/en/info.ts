import type { info as vi } from '../vi/info.ts';

export const info = {
  'info.what': 'Which paper or figure do you need? Write its name, and the year if you know it.',
  'info.what-wrong': 'What was published here and is wrong? Write where, what is wrong, and what is right.',
  'info.wanted': 'You need: "{text}".',
  'info.public': 'This may be public already. {title}',
  'info.glad': 'Fine. Write again when you need more.',
  'info.how-ask':
    'If not, send a request. How would you like to receive it? You can also write more about it.',
  'info.consent':
    'The law asks for name, residence and identity number (Article 24.2 of Law 104/2016/QH13; the form of the new law is not known here). {ward} keeps them confidential and uses them for this request only. Delete them any time: write "my data". Send no picture of your identity card. Do you agree?',
  'info.ask-name': 'Your full name?',
  'info.ask-address': 'Where do you live? Enough for a letter to arrive.',
  'info.ask-idNumber': 'Number of your identity card or passport? Type the number only.',
  'info.ask-email': 'The e-mail address to send it to?',
  'info.ask-why': 'What do you need it for? A few words.',
  'info.review': 'Please check. You need: "{text}"',
  'info.review-how': 'To be received: {how}',
  'info.line-name': 'Name: {value}',
  'info.line-address': 'Residence: {value}',
  'info.line-idNumber': 'Identity number: {value}',
  'info.line-email': 'E-mail: {value}',
  'info.line-why': 'For: {value}',
  'info.not-whole':
    'Something the law asks for is missing, so this is not a valid request yet. It is passed on all the same, with a form to print.',
  'info.time-unknown':
    'By the Law on Access to Information of 2026 (in force from 01/09/2026). Its time limit is not known here, so no date is given.',
  'info.time-later': 'The time runs from the day a valid request is received.',
  'info.time-chat':
    'At hand: 3 working days. To be gathered: 3 working days to say when, 15 working days at most (Article 30, law of 2016).',
  'info.time-email':
    'At hand: 3 working days. To be gathered: 3 working days to say when, 15 working days at most (Article 30, law of 2016).',
  'info.time-post':
    'At hand: 5 working days. To be gathered: 3 working days to say when, 15 working days at most (Article 31, law of 2016).',
  'info.time-office':
    'At hand: at once, on the spot. To be gathered: 10 working days at most (Article 29, law of 2016).',
  'info.time-wrong': 'It has to be checked and answered (Article 22): within {days} days of receipt.',
  'info.cost':
    'No fee. You pay only for printing, copying, sending; you are told beforehand. State secrets and the private matters of others are closed, or need consent.',
  'info.send-ask': 'Send it?',
  'info.sent': 'Passed on. Your code: {code}\nAn officer answers you here.',
  'info.paper': 'Attached is the form to print and sign, if you bring it in or post it.',
  'choice.info-chat': 'In this chat',
  'choice.info-office': 'At the office',
  'choice.info-email': 'E-mail',
  'choice.info-post': 'Post',
  'choice.info-wrong': 'Report wrong information',
  'choice.info-enough': 'That is enough',
  'notice.info-accepted': 'Request {code} was accepted as valid.',
  'notice.info-later': 'Request {code} needs more time to gather the information.',
  'notice.info-day': 'An answer comes by {day} ({citation}).',
  'notice.info-no-day': 'The time limit of the new law is not known here, so no date is promised.',
  'notice.info-refused': 'Request {code} was refused.',
  'notice.info-supplied': 'Request {code} has been answered.',
  'notice.info-paper': 'A refusal has to be in writing, with its reason. Ask an officer if no paper came.',
  'notice.info-lacking': 'If something is missing or wrong, write the code above and choose to add to it.',
  'notice.info-complain':
    'If you disagree, complain to the chair within 90 days, or sue at the regional court ({citation}). It needs a signed paper; a chat message is not enough.',
} as const satisfies Record<keyof typeof vi, string>;
