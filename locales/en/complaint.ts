import type { complaintMore as vi } from '../vi/complaint.ts';

export const complaintMore = {
  'choice.complaint-form': 'Fill in the form for me',
  'choice.complaint-blank': 'Give me a blank form',
  'choice.complaint-stop': 'No form after all',
  'choice.complaint-chair': 'The chair of the committee here',
  'choice.complaint-staff': 'Somebody working there',
  'choice.complaint-make': 'Right, make the form',
  'choice.complaint-again': 'Start over',
  'complaint.ask-day':
    'On which day did you receive the decision, or learn of it? Write the solar date, for example 10/9. I will count the days.',
  'complaint.in-time':
    'You know of it since {day}. Last day to send the complaint: {due}, {left} days left (Article 9, Law on Complaints). If the day is wrong, write the right one.',
  'complaint.late':
    'Counted from {day}, the 90 days ended on {due} (Article 9, Law on Complaints). Time of illness, disaster, being far away or other hindrance does not count. Keep papers about it and ask an officer.',
  'complaint.day-provisional': 'Days off are still provisional, so this day may move.',
  'complaint.day-future': '{day} has not come yet. Write the day you received the decision or learned of it.',
  'complaint.day-old': '{day} is too long ago for me to count. Look again, or ask an officer.',
  'complaint.day-none': 'There is no day {said}. Write a solar date, for example 10/9.',
  'complaint.day-lunar':
    'Is this a lunar date? The law counts by the solar calendar. Please write the solar date, for example 10/9.',
  'complaint.day-vague':
    'I need the exact day to count. Look at the date on the paper or the postmark. If you cannot remember, lodge as early as you can.',
  'complaint.form-consent':
    'I ask a few questions and fill in the form. You print it, sign it and hand it in.\nWhat for: only this form.\nWho sees it: only you. I do not send it to officers.\nHow long: the form 24 hours, what is half done 7 days, then deleted.\nDo you agree? If not, I give you a blank form.',
  'complaint.ask-name': 'Full name of the complainant?',
  'complaint.ask-address': 'Address of the complainant?',
  'complaint.ask-whom': 'Whom do you complain about? Choose, or write name and address.',
  'complaint.ask-about': 'About which decision or act? Add its number and date if it has one.',
  'complaint.ask-why': 'What happened, and why do you think it is wrong? One message; it may be long.',
  'complaint.ask-wish': 'What do you ask for? For example: cancel the decision, pay back the money.',
  'complaint.ask-papers':
    'Which papers do you attach? For example a copy of the decision. If none, write "no".',
  'complaint.review': 'Please check before I make the form:',
  'complaint.line-name': 'Name: {value}',
  'complaint.line-address': 'Address: {value}',
  'complaint.line-whom': 'Complaint about: {value}',
  'complaint.line-about': 'Matter: {value}',
  'complaint.line-why': 'What and why: {value}',
  'complaint.line-wish': 'Request: {value}',
  'complaint.line-papers': 'Papers: {value}',
  'complaint.left-blank': 'blank, to be written by hand',
  'complaint.review-ask': 'Is it right?',
  'complaint.given':
    'Here is the form (in Vietnamese). Print it, write in what is blank and your identity number, date it, and sign or fingerprint it.',
  'complaint.given-where':
    'Hand it in or post it to the body complained of. Only the signed paper lodges it; the time to settle runs from the day they receive it.',
  'complaint.given-next':
    'If you cannot print, come to the reception: an officer writes it with you and you sign (Article 8, Law on Complaints).',
  'status.too-many': 'You have sent too many codes. Please wait an hour, or ask an officer.',
  'paper.link': 'Your file, open for 24 hours: {address}',
} as const satisfies Record<keyof typeof vi, string>;
