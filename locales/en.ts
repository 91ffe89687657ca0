/** English, for residents who asked for it. */

import { broadcasts } from './en/broadcasts.ts';
import { complaintMore } from './en/complaint.ts';
import { desk } from './en/desk.ts';
import { info } from './en/info.ts';
import { meetings } from './en/meetings.ts';
import { myDataWords } from './en/my-data.ts';
import { ownChannelWords } from './en/own-channels.ts';
import { petitionMore } from './en/petition.ts';
import { reception } from './en/reception.ts';
import { tickets } from './en/tickets.ts';
import type { Key } from './index.ts';

export const en = {
  ...desk,
  ...complaintMore,
  ...info,
  ...meetings,
  ...tickets,
  hello: 'Hello.',
  'core.machine': 'I am an automatic assistant of {ward}. To talk to a person, write "officer".',
  'core.begin-again': 'Sorry, I was just updated and lost what we were in the middle of. Let us start again.',
  'core.failed':
    'Sorry, something went wrong and I could not do this. Please write again, or write "officer".',
  'core.stale': 'That button is an old one. Please choose again below.',
  'core.unreadable': 'I cannot read this. I can read text, photos and places. Please write it in words.',
  'core.choose': 'Please choose one of the lines below.',
  'core.cancelled': 'All right, I dropped it. Nothing was sent.',
  'choose.hint': 'Send a number to choose.',
  'files.elsewhere':
    '{count} file(s) belong to this. They cannot be sent here; please ask an officer for them.',

  'ward.phone': 'Phone: {phone}.',
  'ward.no-phone': 'Phone: not published yet.',
  'ward.hours': 'Office hours: {hours}.',
  'ward.no-hours': 'Office hours: not published yet.',
  'ward.address': 'Address: {address}.',
  'ward.no-address': 'Address: not published yet.',
  'ward.generic': 'the local authority',

  'choice.human': 'Talk to an officer',
  'choice.menu': 'Something else',
  'choice.other': 'Go to something else',
  'choice.petition': 'Send a report or proposal',
  'choice.cancel': 'Do not send',
  'choice.skip': 'Skip',
  'choice.send': 'Send it',
  'choice.continue': 'Go on writing',
  'choice.fresh': 'Write a new one',
  'choice.drop': 'Drop it',
  'choice.no-photo': 'No photo',
  'choice.photos-done': 'Done',
  'choice.photos-clear': 'Remove all photos',
  'choice.agree': 'I agree',
  'choice.anonymous': 'Leave nothing',
  'choice.same-phone': 'Use this number',
  'choice.other-phone': 'Leave another number',
  'choice.edit-content': 'Change the text',
  'choice.edit-photos': 'Change the photos',
  'choice.edit-place': 'Change the place',
  'choice.edit-group': 'Change the residential group',
  'choice.edit-contact': 'Change the contact',
  'choice.right': 'Yes',
  'choice.wrong': 'Not quite',
  'choice.more': 'Tell me more',
  'choice.ask-officer': 'Ask an officer for me',
  'choice.as-petition': 'Send it as a report',
  'choice.aside': 'Your question: {question}',
  'choice.as-proposal': 'Send it as a proposal',
  'choice.drop-file': 'Do not send it',
  'choice.add': 'Add something',
  'choice.add-more': 'Add more',
  'choice.my-list': 'What I have sent',
  'choice.meeting-law': 'Ask about meeting rules',
  'choice.export': 'Get all my data',
  'choice.fix-contact': 'Change name or phone',
  'choice.withdraw': 'Withdraw my consent',
  'choice.notices-off': 'Turn notices off',
  'choice.notices-on': 'Turn notices on',
  'choice.delete-mine': 'Delete my data',
  'choice.delete': 'Delete',
  'choice.delete-sure': 'Yes, delete for good',
  'choice.keep': 'Keep it',
  'choice.denunciation-how': 'What the paper must say',
  'choice.denunciation-where': 'Where to bring it',
  'choice.denunciation-who': 'Who can read this chat',
  'choice.denunciation-on': 'Leave information anyway',
  'choice.sealed-erase-last': 'Delete what I just wrote',
  'choice.sealed-erase-all': 'Delete everything',
  'choice.complaint-paper': 'What the paper must say',
  'choice.complaint-next': 'Whom to send it to, and where next',

  'greeting.can': 'I can help you with these:',
  'greeting.english': 'Tiếng Việt: nhắn "tiếng Việt".',
  'menu.text': 'What do you need?',
  'menu.faq': 'Ask about your rights',
  'menu.petition': 'Send a report or proposal',
  'menu.status': 'See what became of it',
  'menu.meeting': 'Meetings',
  'menu.my-data': 'My data',
  'group.private': 'Please write to me privately about this, not in the group: everyone here can read it.',
  'group.how':
    'In the group I answer questions on your rights. For your own matters, please write to me privately.',
  'thanks.text': 'You are welcome. Write any time.',
  'language.now': 'I speak English from now on. The legal answers themselves are in Vietnamese.',
  'stop.off': 'Notices are off. What you send is still answered here. To get them again, write "nhận tin".',
  'stop.on': 'Notices are on. To turn them off, write "stop".',

  'emergency.fire': 'FIRE: call 114 now. Get away from the fire first.',
  'emergency.crime': 'DANGER: call 113 (police) now.',
  'emergency.medical': 'AMBULANCE: call 115 now.',
  'emergency.child': 'A CHILD IN DANGER: call 111 now, or 113 (police).',
  'emergency.numbers':
    '114 fire and rescue. 113 police. 115 ambulance. 111 child protection. The calls are free.',
  'emergency.after': 'A message here brings nobody to help. Once you are safe, you can send me a report.',

  'consent.ask':
    'Would you like to leave your name and phone number?\nWhat for: an officer may ask more and tell you the result.\nWho sees it: the officers of {ward} who have this case.\nHow long: as long as the case file. You can have it deleted any time.\nIf you leave nothing, the matter is still taken.',
  'consent.known': 'Last time you left the number {phone}. Which one this time?',
  'consent.who': 'Please send your name and phone number, for example: Nguyễn Thị Hoa 0912 000 000.',
  'consent.note-phone-wrong': 'I see no valid phone number. It has 10 digits and begins with 0.',
  'consent.note-phone-too': 'I have the name. Please send the phone number too.',

  'petition.begin': 'I will take down your report or proposal to {ward}.',
  'petition.taken': 'I am taking this down. Nothing is sent until you have seen it.',
  'petition.content':
    'What is the matter? A short text is enough, for example: the street lamp in lane 5 has been out for three days.',
  'petition.photos': 'Do you have a photo? If so, send it here.',
  'petition.more-photos': '{count} photo(s) or file(s) received. Send more if you have any.',
  'petition.place': 'Where is it? Write the address or send the place. It is only used to find the spot.',
  'petition.group': 'Which residential group is that in?',
  'petition.confirm': 'Please check before it is sent:',
  'petition.confirm-ask': 'Send it?',
  'petition.line-category': 'About: {category}',
  'petition.line-photos': 'Photos, files: {count}',
  'petition.line-place': 'Place: {place}',
  'petition.line-group': 'Group: {group}',
  'petition.line-contact': 'Contact: {contact}',
  'petition.no-place': 'not given',
  'petition.pin': 'the place you sent',
  'petition.no-contact': 'none left',
  'petition.was-cut': '(The message was too long: only the first 4,000 characters are kept.)',
  'petition.sent': 'Sent. Your code: {code}\nKeep it. To see how far it is, send me this code.',
  'petition.next':
    'The officers of {ward} will read it. Within 10 working days you are told that it was taken up, or passed on to the office in charge (Article 28, Law on Citizen Reception).',
  'petition.promise':
    '{ward} promises an answer on the matter within {days} working days. This is its own promise, not the law.',
  'petition.cancel': 'Do you want to drop the report you are writing?',
  'petition.aside': 'You also asked something: choose below to see the answer.',
  'petition.dropped': 'Dropped. Nothing was sent.',
  'petition.unfinished': 'You have an unfinished report: "{text}". Go on with it, or write a new one?',
  'petition.unfinished-empty': 'You have an unfinished report. Go on with it, or write a new one?',
  'petition.note-resumed': 'Back to the report you were writing.',
  'petition.note-say-more': 'I do not know yet what it is about. Please write one sentence.',
  'petition.note-added': 'I added that to the text.',
  'petition.note-photo': 'I kept the photo or file.',
  'petition.note-voice': 'I cannot listen, but I kept it for an officer. Please add one short sentence.',
  'petition.note-place': 'I noted the place.',
  'petition.note-group': 'I cannot find that group. Send its number, or choose below.',
  ...petitionMore,

  'kind.phanAnh': 'Report',
  'kind.kienNghi': 'Proposal',
  'kind.khieuNai': 'Complaint',
  'kind.toCao': 'Denunciation (tố cáo)',
  'kind.thongTin': 'Request for information',
  'kind.hoi': 'Question',
  'state.received': 'received',
  'state.inProgress': 'in progress',
  'state.answered': 'answered',
  'state.closed': 'done',
  'category.duong': 'roads',
  'category.den': 'street lamps',
  'category.rac': 'rubbish, hygiene',
  'category.nuoc': 'water, drainage',
  'category.on': 'noise',
  'category.xay-dung': 'building',
  'category.an-ninh': 'public order',
  'category.thai-do': 'conduct of staff',
  'category.khac': 'other',

  'status.is': 'Code {code}. {kind}: {state}.',
  'status.opened': 'Sent on {day}.',
  'status.changed': 'Updated on {day}.',
  'status.due': 'To be answered by {day}.',
  'status.text': 'You wrote:',
  'status.answer': 'Answer of {day}:',
  'status.not-mine': 'The text is shown only to the one who sent it, where it was sent.',
  'status.line': '{kind} of {day}: {state}',
  'status.list': 'This is what you have sent. Which one?',
  'status.none': 'I see nothing that you have sent here. If you have a code, send it to me.',
  'status.wrong-code': 'A digit of this code is wrong or missing. Please check and send it again.',
  'status.unknown': 'I cannot find this code. Please check it, or ask an officer.',
  'status.add': 'What would you like to add? Write it, or send a photo.',
  'status.added': 'Added to code {code}. An officer will read it.',
  'status.added-more': 'Added to code {code}. Send more if you have any.',
  'status.done': 'All right. To see how far it is, send the code {code}.',

  'handover.about':
    'What would you like to see an officer about? Write one sentence and I pass it on. Or call:',
  'handover.taken': 'I will pass this on to an officer.',
  'handover.sent': 'Passed on. Your code: {code}\nThe answer will come here.',
  'handover.open-now': 'The office is open now; an officer will look soon. If it is urgent, please call.',
  'handover.opens':
    'The office is closed now. An officer will look from {when}. In danger, call 113, 114 or 115.',
  'handover.promise': 'The ward promises an answer within {days} working days.',

  'denunciation.first':
    'This may be a denunciation (tố cáo). A message here cannot register one: the law takes a signed paper, or presenting it in person.',
  'denunciation.dont-write': 'For your own safety, please do not write names or send evidence here.',
  'denunciation.forms':
    'How to denounce:\n- Write it on paper, sign it or put your fingerprint, and send it to the published address.\n- Or come in person: an officer writes it down and you sign.',
  'denunciation.address': 'Where it is received: {address}.',
  'denunciation.no-address': 'Where it is received: not published yet. Please call before you go.',
  'denunciation.chair':
    'If it concerns the chair of the authority here, send it to the chair of {province}: {address}.',
  'denunciation.chair-unset':
    'If it concerns the chair of the authority here, send it to the chair of {province}. The address there: not published yet.',
  'denunciation.who-sees':
    'Messages pass through the messaging app before they reach me. I do not keep what you just wrote and pass it to nobody. Please delete it on your phone too.',
  'denunciation.protection':
    'If you denounce in the proper form, your name, address and handwriting must be kept secret. You may ask for protection (Articles 47 and 56, Law on Denunciations).',
  'denunciation.still':
    'I take down no denunciation (tố cáo) here, and did not keep your message. Please do not write more.',
  'denunciation.paper':
    'The paper says: the date; your name, address and how to reach you; who did what wrong; anything else that matters; your signature or fingerprint (Article 23, Law on Denunciations). Write it on paper, not here.',
  'denunciation.left': 'All right, let us turn to something else.',
  'denunciation.readers':
    'If you write on, it is locked. Only these people can open it: {names}. It does not replace the signed paper.',
  'denunciation.reader-accused':
    'If the person concerned is among them, do not write here. Send the paper to the province.',
  'denunciation.no-reader':
    'Nobody has been named here to read denunciations (tố cáo). So I take no information here.',
  'denunciation.go-on':
    'All right. Write it, or send a photo, here. Place and time of a photo are removed before it is kept.',
  'denunciation.sealed': 'Passed on to the people responsible. Your code: {code}',
  'denunciation.keep-code':
    'Keep this code secret. Only with it can you see questions and answers, or write more.',
  'denunciation.moved':
    'What you sent contains a denunciation, so it was sealed and removed from the common register. Your code stays: {code}',
  'denunciation.moved-readers': 'From now on only these can open it: {names}.',
  'denunciation.photo-only':
    'I did not take this file: only photos can be kept here. Hand in papers, recordings and films with the signed paper.',
  'denunciation.erase-sure': 'Delete all that was written under this code? It cannot be brought back.',
  'denunciation.kept': 'All right, it stays as it is.',
  'denunciation.erased-last': 'What you just wrote is deleted.',
  'denunciation.erased-all': 'All that you wrote is deleted. Nobody can open it again.',
  'denunciation.nothing-kept': 'I keep nothing here of what you wrote on this.',
  'denunciation.erase-by-code': 'Send me your code, then choose “Delete”.',
  'denunciation.record': 'Code {code}: {state}.',
  'denunciation.opened': 'Received on {day}.',
  'denunciation.changed': 'Updated on {day}.',
  'denunciation.formal': 'Signed paper received on {day}.',
  'denunciation.asked': 'An officer wrote on {day}:',
  'denunciation.none-asked': 'Officers have asked nothing so far.',
  'denunciation.refused-files':
    '{count} files could not be kept: they were no photos, or could not be fetched.',
  'denunciation.add-here': 'Write here to answer, or to add to this code.',
  'sealed-state.received': 'received',
  'sealed-state.inProgress': 'being looked into',
  'sealed-state.forwarded': 'passed on to the competent authority',
  'sealed-state.closed': 'closed',
  'sealed-state.erased': 'deleted at your wish',

  'complaint.first':
    'This may be a complaint (khiếu nại). A message here does not lodge it: it takes a paper with your signature or fingerprint, or coming in person.',
  'complaint.time':
    'You have 90 days from the day you received or learned of the decision or act. Do not let them pass.',
  'complaint.who':
    'First: to whoever made the decision or did the act. Then: to their direct superior (for the chair of the authority here, understood today to be the chair of {province}; please ask an officer). You may also go to court.',
  'complaint.basis': 'Basis: Articles 7, 8 and 9, Law on Complaints.',
  'complaint.paper':
    'The paper says: the date; your name and address; name and address of the body complained of; what, why, with which documents; what you ask for; your signature or fingerprint (Article 8, Law on Complaints). The new form also asks for the identity number.',
  'complaint.next':
    'If you disagree with the first decision you may complain again within 30 days, or sue at the regional people’s court (Articles 7 and 33, Law on Complaints). The second goes to the direct superior; for the chair of the authority here, understood today to be the chair of {province}. Meanwhile the decision must be obeyed.',
  'complaint.sent-as-proposal':
    'I take it down as a proposal, so that the authority knows. It does not replace the complaint: the 90 days keep running.',

  'meeting.none':
    'Notices of meetings are sent here. There is none at the moment, so I will not guess a day.',
  'meeting.ask-head': 'Please ask the head of your residential group, or an officer.',
  'meeting.ask-head-of': 'Please ask the head of {group}, or an officer.',

  'faq.ask': 'Please ask, in Vietnamese if you can. For example: "họp tổ phải báo trước mấy ngày".',
  'faq.about': 'On: {question}',
  'faq.basis': 'Basis: {cites}.',
  'faq.under-review':
    'This answer is under review because the law has changed. Please check with an officer.',
  'faq.in-vietnamese': '(Legal answers are given in Vietnamese.)',
  'faq.right': 'Is this what you meant?',
  'faq.unsure': 'Did you mean one of these?',
  'faq.group-unsure': 'I am not sure what you mean. One of these? Please ask again more clearly.',
  'faq.glad': 'Thank you. Anything else?',
  'faq.sorry':
    'Sorry. Please ask again in other words, or let me ask an officer. Your question is kept so that this gets better.',
  'faq.sorry-choose':
    'Sorry. Did you mean one of these? If not, ask again in other words, or let me ask an officer.',
  'faq.gone': 'This question is no longer there. Please ask in your own words.',

  'out-of-scope.text': 'This is outside what I know, so I will not answer it.',
  'out-of-scope.where':
    'For papers and procedures: the public service centre (Trung tâm phục vụ hành chính công), or the national portal: dichvucong.gov.vn',
  'fallback.unsure': 'I am not sure I understand. Did you mean:',
  'fallback.none': 'I have no answer to this yet. I kept it for the officers. Please choose:',
  'fallback.file': 'I received {count} photo(s) or file(s). What shall I do?',
  'fallback.voice': 'I cannot listen. Please write it in words, or send it to an officer.',
  'fallback.place': 'I received the place. What shall I do?',
  'fallback.phone': 'I did not keep this number. Should an officer call you, or is it a report?',
  'fallback.dropped': 'All right, dropped.',

  'my-data.text': 'This is what {ward} keeps about you on this channel:',
  'my-data.name': 'Name: {name}',
  'my-data.phone': 'Phone: {phone}',
  'my-data.group': 'Residential group: {group}',
  'my-data.consent': 'Day you agreed: {day}',
  'my-data.since': 'First message: {day}',
  'my-data.counts': 'Sent: {tickets}. Questions asked: {questions}.',
  'my-data.none': 'none',
  'my-data.export': 'All your data, {day}:',
  'my-data.ticket': 'Code {code}. {kind} of {day}: {state}.',
  'my-data.export-end': 'End. For photos and files: please ask an officer for a copy.',
  'my-data.delete':
    'This deletes your name, phone number, questions and messages. What you sent is still dealt with, but without your name, and no answer will reach you here. Delete?',
  'my-data.delete-sure': 'It cannot be undone. Are you sure?',
  'my-data.deleted': 'Your personal data is deleted. What you sent stays without you.',
  'my-data.withdrawn':
    'Consent withdrawn. The name and phone kept for next time are deleted. To have them deleted from what you sent too, choose "Delete my data".',
  'my-data.fixed': 'Changed. I will use this name and number from now on.',

  'notice.answered': 'Answer to code {code}:',
  'notice.answered-next': 'To say more, send this code and choose "Add something".',
  'notice.asked': 'About code {code}, an officer needs to ask you:',
  'notice.asked-next': 'Send this code, choose "Add something", and write your answer.',
  'notice.closed': 'The matter with code {code} is done.',
  'notice.closed-next':
    'If it is not, send this code and choose "Add something". It will be looked at again.',

  'officers.received': 'New ticket: {code}',
  'officers.kind': 'Kind: {kind}',
  'officers.category': 'Category: {category}',
  'officers.group': 'Residential group: {group}',
  'officers.reply-here': 'Read it in the console. A reply to this message goes to the resident.',
  'officers.added': 'The resident added something to ticket {code}. Read it in the console.',
  ...broadcasts,
  ...reception,
  ...myDataWords,
  ...ownChannelWords,
} satisfies Record<Key, string>;
