import type { petitionMore as vi } from '../vi/petition.ts';

export const petitionMore = {
  'petition.decision':
    'Are you objecting to a decision or act of an office or an official? For example a fine, or land taken back. Whose is it?',
  'petition.direct': 'Does that decision or act affect you or your household directly?',
  'choice.decision-ward': 'The ward’s or its staff’s',
  'choice.decision-other': 'Another office’s',
  'choice.decision-none': 'No, I only report something',
  'choice.direct': 'Yes, it affects me',
  'choice.indirect': 'No',
  'petition.line-kind-phanAnh': 'Kind: report (something the ward should look at and deal with)',
  'petition.line-kind-kienNghi': 'Kind: proposal (an idea, something that should be done)',
  'choice.edit-kind': 'It is another kind',
  'petition.kinds':
    'Choose what you mean:\n- Report: something is broken or wrong.\n- Proposal: an idea.\n- Complaint: against a decision or act that affects you directly.\n- Denunciation: somebody breaks the law. Do not write it here, just choose.\n- Information: to see papers or figures.\n- Question: to know something.',
  'choice.kind-phanAnh': 'Report',
  'choice.kind-kienNghi': 'Proposal',
  'choice.kind-khieuNai': 'Complaint',
  'choice.kind-toCao': 'Denunciation',
  'choice.kind-thongTin': 'Information',
  'choice.kind-hoi': 'Question',
  'choice.kind-keep': 'Leave it as it was',
  'petition.two-matters':
    'You tell of {count} matters. An officer will separate them; you need not write again.',
  'petition.similar': 'Near there, somebody has reported something like it:',
  'petition.similar-line': '{category}, sent on {day}: {state}',
  'petition.similar-place': '{category}, at {place}, sent on {day}: {state}',
  'petition.nth': '({n}) {line}',
  'petition.similar-ask':
    'If it is the same, follow that one and send nothing. If it is another matter, send your own.',
  'choice.follow': 'Follow that one',
  'choice.follow-nth': 'Follow number ({n})',
  'choice.separate': 'Send my own',
  'petition.followed': 'You follow the matter with the code:\n{code}',
  'petition.followed-what':
    'I will tell you when it is answered or done. Send me this code to know how far it is. What the other person wrote is not shown.',
  'notice.followed': 'The matter you follow, code {code}: {state}.',
  'notice.followed-next': 'If what you saw is still not done, write "report".',
  'status.followed': 'You follow this matter.',
  'choice.unfollow': 'Stop following',
  'status.unfollowed': 'I will send no more news of it.',
  'notice.answered-done': 'Is it done? Choose, or write "done" or "not done". In a few days is fine too.',
  'choice.feedback-done': 'It is done',
  'choice.feedback-not': 'Not done',
  'feedback.done': 'Thank you for telling.',
  'feedback.rate': 'How did you find the way it was dealt with? You need not answer.',
  'choice.rate-5': 'Very satisfied',
  'choice.rate-4': 'Satisfied',
  'choice.rate-3': 'So so',
  'choice.rate-2': 'Not satisfied',
  'choice.rate-1': 'Not satisfied at all',
  'choice.no-rate': 'I would rather not say',
  'feedback.thanks': 'All right, thank you.',
  'feedback.back': 'I told the officers that {code} is not done. They will look at it again.',
  'feedback.why': 'What is still wrong? Write a sentence or send a photo, so that they understand.',
  'choice.no-reason': 'No need to write',
  'feedback.reason-more': 'I passed it on. Send more if there is more.',
  'feedback.read': 'All right, an officer will read it.',
  'feedback.kept': 'You have answered this already. To say more, send the code of the matter.',
  'feedback.which-done': 'Which of your matters is done?',
  'feedback.which-not': 'Which one is not done?',
  'feedback.line': '{category}, answered on {day}',
  'choice.other-matter': 'No, something else',
  'feedback.other': 'All right. What would you like to do?',
  'petition.half-way':
    'You began to write: "{text}". It was not sent. Would you like to go on? If not, I will drop it in a few days.',
  'petition.half-way-file':
    'You sent a photo for a report and did not finish it. It was not sent. Would you like to go on? If not, I will drop it in a few days.',
  'petition.expired':
    'The report you left unfinished was too old, so I dropped it; it was never sent. Please write again if you need to.',
  'petition.limit':
    'I can keep {count} photos or files at a time. I kept the first {count} and cannot take more.',
  'notice.file-refused':
    'I could not keep a file you sent: it is no photo, film, voice or document, or it is broken. Please take a photo and send that. Your matter is still here.',
  'notice.file-too-big':
    'A file you sent is too big (over 20 MB), so I could not keep it. Please send a photo or a shorter film. Your matter is still here.',
  'status.added-place': 'I added the place to {code}. An officer will read it.',
  'status.voice':
    'I cannot listen, but I put it with {code} for the officer to hear. A written sentence helps too.',
} as const satisfies Record<keyof typeof vi, string>;
