/** Vietnamese: the source of truth. Short sentences, "bác", no office jargon, no English. */

import { broadcasts } from './vi/broadcasts.ts';
import { complaintMore } from './vi/complaint.ts';
import { desk } from './vi/desk.ts';
import { info } from './vi/info.ts';
import { meetings } from './vi/meetings.ts';
import { myDataWords } from './vi/my-data.ts';
import { ownChannelWords } from './vi/own-channels.ts';
import { petitionMore } from './vi/petition.ts';
import { reception } from './vi/reception.ts';
import { tickets } from './vi/tickets.ts';

export const vi = {
  ...desk,
  ...complaintMore,
  ...info,
  ...meetings,
  ...tickets,
  // said by the machine itself
  hello: 'Chào bác.',
  'core.machine': 'Tôi là máy trả lời tự động của {ward}. Cần người thật, bác nhắn "gặp cán bộ".',
  'core.begin-again': 'Xin lỗi bác, tôi vừa được sửa nên mất phần đang nói dở. Mình bắt đầu lại nhé.',
  'core.failed':
    'Xin lỗi bác, tôi đang bị trục trặc nên chưa làm được việc này. Bác nhắn lại giúp tôi, hoặc nhắn "gặp cán bộ".',
  'core.stale': 'Nút bác vừa bấm đã cũ. Bác chọn lại ở dưới giúp tôi.',
  'core.unreadable':
    'Cái này tôi chưa đọc được. Tôi đọc được chữ, ảnh và vị trí. Bác viết bằng chữ giúp tôi.',
  'core.choose': 'Bác chọn một trong các mục ở dưới giúp tôi.',
  'core.cancelled': 'Vâng, tôi bỏ việc này. Chưa có gì được gửi đi.',
  'choose.hint': 'Bác nhắn số để chọn.',
  'files.elsewhere': 'Kèm theo {count} tệp. Nơi này không gửi được tệp, bác hỏi cán bộ để lấy nhé.',

  // the ward's own facts
  'ward.phone': 'Điện thoại: {phone}.',
  'ward.no-phone': 'Số điện thoại: nơi đây chưa cập nhật.',
  'ward.hours': 'Giờ làm việc: {hours}.',
  'ward.no-hours': 'Giờ làm việc: nơi đây chưa cập nhật.',
  'ward.address': 'Địa chỉ: {address}.',
  'ward.no-address': 'Địa chỉ: nơi đây chưa cập nhật.',
  'ward.generic': 'Ủy ban',

  // labels of choices
  'choice.human': 'Gặp cán bộ',
  'choice.menu': 'Việc khác',
  'choice.other': 'Sang việc khác',
  'choice.petition': 'Gửi phản ánh, kiến nghị',
  'choice.cancel': 'Thôi, không gửi',
  'choice.skip': 'Bỏ qua',
  'choice.send': 'Gửi đi',
  'choice.continue': 'Viết tiếp',
  'choice.fresh': 'Viết việc mới',
  'choice.drop': 'Bỏ hẳn',
  'choice.no-photo': 'Không có ảnh',
  'choice.photos-done': 'Xong',
  'choice.photos-clear': 'Bỏ hết ảnh',
  'choice.agree': 'Đồng ý',
  'choice.anonymous': 'Không để lại',
  'choice.same-phone': 'Dùng số này',
  'choice.other-phone': 'Để lại số khác',
  'choice.edit-content': 'Sửa nội dung',
  'choice.edit-photos': 'Sửa ảnh',
  'choice.edit-place': 'Sửa địa điểm',
  'choice.edit-group': 'Sửa tổ dân phố',
  'choice.edit-contact': 'Sửa liên hệ',
  'choice.right': 'Đúng',
  'choice.wrong': 'Chưa đúng',
  'choice.more': 'Xem thêm',
  'choice.ask-officer': 'Hỏi cán bộ giúp tôi',
  'choice.as-petition': 'Gửi thành phản ánh',
  'choice.aside': 'Câu bác hỏi: {question}',
  'choice.as-proposal': 'Gửi như kiến nghị',
  'choice.drop-file': 'Không gửi nữa',
  'choice.add': 'Bổ sung',
  'choice.add-more': 'Bổ sung nữa',
  'choice.my-list': 'Việc tôi đã gửi',
  'choice.meeting-law': 'Hỏi quy định về họp',
  'choice.export': 'Lấy toàn bộ dữ liệu',
  'choice.fix-contact': 'Sửa tên, số điện thoại',
  'choice.withdraw': 'Rút lại đồng ý',
  'choice.notices-off': 'Tắt tin báo',
  'choice.notices-on': 'Bật tin báo',
  'choice.delete-mine': 'Xoá dữ liệu của tôi',
  'choice.delete': 'Xoá',
  'choice.delete-sure': 'Chắc chắn xoá',
  'choice.keep': 'Giữ lại',
  'choice.denunciation-how': 'Đơn phải ghi gì',
  'choice.denunciation-where': 'Nộp ở đâu',
  'choice.denunciation-who': 'Ai đọc được tin ở đây',
  'choice.denunciation-on': 'Vẫn muốn để lại thông tin',
  'choice.sealed-erase-last': 'Xoá điều tôi vừa viết',
  'choice.sealed-erase-all': 'Xoá hết',
  'choice.complaint-paper': 'Đơn phải ghi gì',
  'choice.complaint-next': 'Gửi ai, rồi đi đâu',

  // first word and menu
  'greeting.can': 'Tôi giúp bác được những việc này:',
  'greeting.english': 'English: type ENGLISH.',
  'menu.text': 'Bác cần việc gì?',
  'menu.faq': 'Hỏi về quyền của dân',
  'menu.petition': 'Gửi phản ánh, kiến nghị',
  'menu.status': 'Xem việc đã gửi tới đâu',
  'menu.meeting': 'Lịch họp',
  'menu.my-data': 'Dữ liệu của tôi',
  'group.private': 'Việc này bác nhắn riêng cho tôi, đừng viết trong nhóm. Trong nhóm ai cũng đọc được.',
  'group.how': 'Trong nhóm, tôi trả lời câu hỏi về quyền của dân. Việc riêng, bác nhắn riêng cho tôi.',
  'thanks.text': 'Dạ, không có gì. Cần gì bác cứ nhắn.',
  'language.now': 'Từ giờ tôi nói tiếng Việt. Bác cần gì cứ nhắn.',
  'stop.off': 'Đã tắt tin báo. Việc bác gửi vẫn được trả lời ở đây. Muốn nhận lại, bác nhắn "nhận tin".',
  'stop.on': 'Đã bật tin báo. Muốn thôi, bác nhắn "dừng".',

  // emergencies
  'emergency.fire': 'CHÁY: bác gọi ngay 114. Ra khỏi chỗ cháy trước đã.',
  'emergency.crime': 'NGUY HIỂM: bác gọi ngay 113 (công an).',
  'emergency.medical': 'CẤP CỨU: bác gọi ngay 115.',
  'emergency.child': 'TRẺ EM GẶP NGUY: bác gọi ngay 111, hoặc 113 (công an).',
  'emergency.numbers': '114 cháy, cứu nạn. 113 công an. 115 cấp cứu. 111 bảo vệ trẻ em. Gọi không mất tiền.',
  'emergency.after':
    'Tin nhắn ở đây không gọi được người tới cứu. Khi đã an toàn, bác có thể gửi phản ánh cho tôi.',

  // consent
  'consent.ask':
    'Bác có muốn để lại tên và số điện thoại không?\nĐể làm gì: cán bộ hỏi thêm và báo kết quả.\nAi xem: cán bộ của {ward} được giao việc này.\nGiữ bao lâu: cùng hồ sơ này. Bác muốn xoá lúc nào cũng được.\nKhông để lại thì việc vẫn được nhận.',
  'consent.known': 'Lần trước bác để lại số {phone}. Lần này bác dùng số nào?',
  'consent.who': 'Bác nhắn họ tên và số điện thoại. Ví dụ: Nguyễn Thị Hoa 0912 000 000.',
  'consent.note-phone-wrong': 'Tôi chưa thấy số điện thoại đúng. Số có 10 chữ số, bắt đầu bằng số 0.',
  'consent.note-phone-too': 'Tôi đã ghi tên. Bác nhắn thêm số điện thoại.',

  // phản ánh, kiến nghị
  'petition.begin': 'Tôi ghi phản ánh, kiến nghị của bác gửi {ward}.',
  'petition.taken': 'Tôi ghi việc này để gửi đi. Chưa gửi đâu, bác xem lại rồi mới gửi.',
  'petition.content': 'Có việc gì? Bác viết ngắn cũng được. Ví dụ: đèn đường ở ngõ 5 hỏng ba hôm nay.',
  'petition.photos': 'Bác có ảnh không? Có thì gửi ảnh vào đây.',
  'petition.more-photos': 'Đã nhận {count} ảnh, tệp. Còn nữa thì bác gửi tiếp.',
  'petition.place': 'Việc này ở chỗ nào? Bác viết địa chỉ, hoặc gửi vị trí. Chỉ dùng để cán bộ tìm đúng chỗ.',
  'petition.group': 'Chỗ đó thuộc tổ dân phố, thôn nào?',
  'petition.confirm': 'Bác xem lại trước khi gửi:',
  'petition.confirm-ask': 'Gửi đi nhé?',
  'petition.line-category': 'Việc về: {category}',
  'petition.line-photos': 'Ảnh, tệp: {count}',
  'petition.line-place': 'Chỗ: {place}',
  'petition.line-group': 'Tổ: {group}',
  'petition.line-contact': 'Liên hệ: {contact}',
  'petition.no-place': 'không ghi',
  'petition.pin': 'vị trí bác đã gửi',
  'petition.no-contact': 'không để lại',
  'petition.was-cut': '(Tin dài quá, tôi chỉ giữ được 4.000 chữ đầu.)',
  'petition.sent': 'Đã gửi. Mã của bác:\n{code}\nBác giữ mã này. Muốn biết tới đâu, bác nhắn mã này cho tôi.',
  'petition.next':
    'Cán bộ của {ward} sẽ đọc. Chậm nhất 10 ngày làm việc, bác được báo là việc đã nhận để giải quyết, hay đã chuyển tới nơi có thẩm quyền (Điều 28 Luật Tiếp công dân).',
  'petition.promise':
    '{ward} hứa trả lời vào việc trong {days} ngày làm việc. Đây là lời hứa riêng, luật không định.',
  'petition.cancel': 'Bác muốn bỏ phản ánh đang viết à?',
  'petition.aside': 'Bác còn hỏi một điều, chọn ở dưới để xem.',
  'petition.dropped': 'Đã bỏ. Không có gì được gửi đi.',
  'petition.unfinished': 'Bác đang viết dở: "{text}". Bác viết tiếp, hay viết việc mới?',
  'petition.unfinished-empty': 'Bác đang viết dở một phản ánh. Bác viết tiếp, hay viết việc mới?',
  'petition.note-resumed': 'Mình quay lại phản ánh đang viết dở.',
  'petition.note-say-more': 'Tôi chưa rõ việc gì. Bác viết một câu giúp tôi.',
  'petition.note-added': 'Tôi đã ghi thêm câu vừa rồi vào nội dung.',
  'petition.note-photo': 'Tôi đã giữ ảnh, tệp bác gửi.',
  'petition.note-voice':
    'Tôi chưa nghe được lời nói, nhưng đã giữ để cán bộ nghe. Bác viết thêm một câu ngắn nhé.',
  'petition.note-place': 'Tôi đã ghi vị trí.',
  'petition.note-group': 'Tôi chưa tìm thấy tổ này. Bác nhắn số tổ, hoặc chọn ở dưới.',

  ...petitionMore,

  // kinds, states, categories
  'kind.phanAnh': 'Phản ánh',
  'kind.kienNghi': 'Kiến nghị',
  'kind.khieuNai': 'Khiếu nại',
  'kind.toCao': 'Tố cáo',
  'kind.thongTin': 'Xin thông tin',
  'kind.hoi': 'Câu hỏi',
  'state.received': 'đã nhận',
  'state.inProgress': 'đang làm',
  'state.answered': 'đã trả lời',
  'state.closed': 'đã xong',
  'category.duong': 'đường sá',
  'category.den': 'đèn đường',
  'category.rac': 'rác, vệ sinh',
  'category.nuoc': 'nước, thoát nước',
  'category.on': 'tiếng ồn',
  'category.xay-dung': 'xây dựng',
  'category.an-ninh': 'an ninh, trật tự',
  'category.thai-do': 'thái độ phục vụ',
  'category.khac': 'việc khác',

  // how far is it?
  'status.is': 'Mã {code}. {kind}: {state}.',
  'status.opened': 'Gửi ngày {day}.',
  'status.changed': 'Cập nhật ngày {day}.',
  'status.due': 'Hạn trả lời: ngày {day}.',
  'status.text': 'Bác đã viết:',
  'status.answer': 'Trả lời ngày {day}:',
  'status.not-mine': 'Nội dung chỉ hiện cho người đã gửi, ở đúng chỗ đã gửi.',
  'status.line': '{kind} ngày {day}: {state}',
  'status.list': 'Bác đã gửi những việc này. Bác muốn xem việc nào?',
  'status.none': 'Ở đây tôi chưa thấy việc nào bác gửi. Nếu có mã, bác nhắn mã cho tôi.',
  'status.wrong-code': 'Mã này có chữ số sai hoặc thiếu. Bác xem lại rồi nhắn lại nhé.',
  'status.unknown': 'Tôi không tìm thấy mã này. Bác xem lại mã, hoặc hỏi cán bộ.',
  'status.add': 'Bác muốn bổ sung gì? Viết chữ hoặc gửi ảnh vào đây.',
  'status.added': 'Đã ghi thêm vào mã {code}. Cán bộ sẽ đọc.',
  'status.added-more': 'Đã ghi thêm vào mã {code}. Còn nữa thì bác gửi tiếp.',
  'status.done': 'Vâng. Muốn biết tới đâu, bác nhắn mã {code}.',

  // a person
  'handover.about': 'Bác cần gặp cán bộ về việc gì? Bác viết một câu, tôi chuyển ngay. Hoặc bác gọi thẳng:',
  'handover.taken': 'Tôi sẽ chuyển lời bác cho cán bộ.',
  'handover.sent': 'Đã chuyển cho cán bộ. Mã của bác: {code}\nCâu trả lời sẽ tới ngay ở đây.',
  'handover.open-now': 'Bây giờ đang giờ làm việc, cán bộ sẽ xem sớm. Cần gấp, bác gọi điện.',
  'handover.opens':
    'Bây giờ ngoài giờ làm việc. Cán bộ xem từ {when}. Việc nguy hiểm: bác gọi 113, 114 hoặc 115.',
  'handover.promise': 'Nơi đây hẹn trả lời trong {days} ngày làm việc.',

  // denunciation
  'denunciation.first':
    'Việc này có thể là tố cáo. Nhắn tin ở đây không đăng ký được tố cáo: luật chỉ nhận đơn có chữ ký, hoặc trình bày trực tiếp.',
  'denunciation.dont-write': 'Xin bác đừng viết tên người hay gửi chứng cứ ở đây, để giữ an toàn cho bác.',
  'denunciation.forms':
    'Cách tố cáo:\n- Viết đơn, ký tên hoặc điểm chỉ, rồi gửi tới địa chỉ đã công bố.\n- Hoặc đến trực tiếp. Cán bộ ghi lại, bác ký.',
  'denunciation.address': 'Nơi nhận tố cáo: {address}.',
  'denunciation.no-address': 'Nơi nhận tố cáo: nơi đây chưa cập nhật. Bác gọi hỏi trước khi đi.',
  'denunciation.chair':
    'Nếu việc liên quan tới Chủ tịch Ủy ban ở đây, bác gửi Chủ tịch Ủy ban {province}: {address}.',
  'denunciation.chair-unset':
    'Nếu việc liên quan tới Chủ tịch Ủy ban ở đây, bác gửi Chủ tịch Ủy ban {province}. Địa chỉ tiếp dân của tỉnh: chưa cập nhật.',
  'denunciation.who-sees':
    'Tin ở đây đi qua ứng dụng nhắn tin trước khi tới tôi. Tôi không giữ tin bác vừa viết, không chuyển cho ai. Bác nên xoá nó ở máy của bác.',
  'denunciation.protection':
    'Khi bác tố cáo đúng cách, tên, địa chỉ, nét chữ của bác phải được giữ kín. Bác có quyền xin bảo vệ (Điều 47 và Điều 56 Luật Tố cáo).',
  'denunciation.still': 'Tôi không ghi lời tố cáo ở đây và không giữ tin vừa rồi. Xin bác đừng viết thêm.',
  'denunciation.paper':
    'Đơn tố cáo ghi: ngày tháng; họ tên, địa chỉ, cách liên hệ của bác; ai làm gì sai; việc khác có liên quan; chữ ký hoặc điểm chỉ (Điều 23 Luật Tố cáo). Bác viết trên giấy, đừng viết ở đây.',
  'denunciation.left': 'Vâng, mình sang việc khác.',
  'denunciation.readers':
    'Bác vẫn viết tiếp thì tin được khoá kín. Chỉ những người này mở được: {names}. Tin đó không thay được đơn.',
  'denunciation.reader-accused':
    'Nếu trong đó có người bác muốn nói tới, bác đừng viết ở đây. Bác gửi đơn lên tỉnh.',
  'denunciation.no-reader':
    'Nơi đây chưa giao ai được đọc tin tố cáo. Vì vậy tôi không nhận thông tin ở đây.',
  'denunciation.go-on':
    'Vâng. Bác viết, hoặc gửi ảnh, vào đây. Ảnh được xoá nơi chụp, giờ chụp trước khi cất.',
  'denunciation.sealed': 'Đã chuyển bộ phận có trách nhiệm. Mã của bác: {code}',
  'denunciation.keep-code': 'Bác giữ kín mã này. Chỉ có mã mới xem được hỏi đáp hoặc viết thêm.',
  'denunciation.moved':
    'Điều bác đã gửi có nội dung tố cáo, nên đã được khoá kín và xoá khỏi sổ chung. Mã cũ của bác vẫn dùng: {code}',
  'denunciation.moved-readers': 'Từ nay chỉ những người này mở được: {names}.',
  'denunciation.photo-only':
    'Tệp này tôi không nhận: ở đây chỉ cất được ảnh chụp. Giấy tờ, tiếng nói, phim thì bác nộp kèm đơn.',
  'denunciation.erase-sure': 'Bác muốn xoá hết những gì đã viết dưới mã này? Xoá rồi thì không lấy lại được.',
  'denunciation.kept': 'Vâng, tôi giữ nguyên.',
  'denunciation.erased-last': 'Đã xoá điều bác vừa viết.',
  'denunciation.erased-all': 'Đã xoá hết những gì bác viết. Không ai mở lại được nữa.',
  'denunciation.nothing-kept': 'Ở đây tôi không giữ điều gì bác viết về việc này.',
  'denunciation.erase-by-code': 'Bác nhắn mã của bác cho tôi, rồi chọn “Xoá”.',
  'denunciation.record': 'Mã {code}: {state}.',
  'denunciation.opened': 'Nhận ngày {day}.',
  'denunciation.changed': 'Cập nhật ngày {day}.',
  'denunciation.formal': 'Đơn có chữ ký nhận ngày {day}.',
  'denunciation.asked': 'Cán bộ viết ngày {day}:',
  'denunciation.none-asked': 'Cán bộ chưa hỏi gì thêm.',
  'denunciation.refused-files': 'Có {count} tệp không cất được, vì không phải ảnh hoặc tải về không được.',
  'denunciation.add-here': 'Bác viết tiếp vào đây để trả lời hoặc thêm vào mã này.',
  'sealed-state.received': 'đã nhận',
  'sealed-state.inProgress': 'đang xem xét',
  'sealed-state.forwarded': 'đã chuyển nơi có thẩm quyền',
  'sealed-state.closed': 'đã khép lại',
  'sealed-state.erased': 'đã xoá theo ý bác',

  // complaint
  'complaint.first':
    'Việc này có thể là khiếu nại. Nhắn tin ở đây chưa phải là nộp khiếu nại: bác cần đơn có chữ ký hoặc điểm chỉ, hoặc đến trình bày trực tiếp.',
  'complaint.time': 'Bác có 90 ngày, kể từ ngày nhận hoặc biết quyết định, việc làm đó. Đừng để quá hạn.',
  'complaint.who':
    'Lần đầu: gửi nơi đã ra quyết định hoặc làm việc đó. Lần hai: cấp trên trực tiếp của nơi đó (với Chủ tịch Ủy ban ở đây, hiện hiểu là Chủ tịch Ủy ban {province}; bác hỏi lại cán bộ). Bác cũng có thể kiện ra Tòa án.',
  'complaint.basis': 'Căn cứ: Điều 7, Điều 8, Điều 9 Luật Khiếu nại.',
  'complaint.paper':
    'Đơn khiếu nại ghi: ngày tháng; tên, địa chỉ của bác; tên, địa chỉ nơi bị khiếu nại; việc gì, vì sao, giấy tờ kèm theo; bác yêu cầu gì; chữ ký hoặc điểm chỉ (Điều 8 Luật Khiếu nại). Mẫu mới có thêm số căn cước.',
  'complaint.next':
    'Không đồng ý với lần đầu, bác khiếu nại lần hai trong 30 ngày, hoặc kiện ra Tòa án nhân dân khu vực (Điều 7 và Điều 33 Luật Khiếu nại). Lần hai gửi cấp trên trực tiếp; với Chủ tịch Ủy ban ở đây, hiện hiểu là Chủ tịch Ủy ban {province}. Trong lúc chờ, bác vẫn phải làm theo quyết định.',
  'complaint.sent-as-proposal':
    'Tôi ghi việc này như một kiến nghị để Ủy ban biết. Kiến nghị không thay cho đơn khiếu nại: hạn 90 ngày vẫn chạy.',

  // meetings
  'meeting.none':
    'Tin báo họp được gửi ở đây. Lúc này tôi chưa có tin báo họp nào, nên tôi không dám nói ngày giờ.',
  'meeting.ask-head': 'Bác hỏi tổ trưởng tổ dân phố, hoặc hỏi cán bộ.',
  'meeting.ask-head-of': 'Bác hỏi tổ trưởng {group}, hoặc hỏi cán bộ.',

  // questions and answers
  'faq.ask': 'Bác hỏi đi. Ví dụ: "họp tổ phải báo trước mấy ngày", "bao nhiêu hộ đồng ý thì được thu tiền".',
  'faq.about': 'Về câu: {question}',
  'faq.basis': 'Căn cứ: {cites}.',
  'faq.under-review': 'Câu trả lời này đang được rà soát vì luật có thay đổi. Bác hỏi lại cán bộ cho chắc.',
  'faq.in-vietnamese': '',
  'faq.right': 'Có đúng ý bác không?',
  'faq.unsure': 'Có phải bác muốn hỏi một trong các câu này?',
  'faq.group-unsure': 'Tôi chưa rõ ý bác. Có phải một trong các câu này? Bác hỏi lại rõ hơn nhé.',
  'faq.glad': 'Cảm ơn bác. Bác cần hỏi gì nữa không?',
  'faq.sorry':
    'Xin lỗi bác. Bác viết lại câu hỏi rõ hơn, hoặc để tôi hỏi cán bộ. Câu của bác đã được ghi lại để sửa.',
  'faq.sorry-choose':
    'Xin lỗi bác. Có phải bác muốn hỏi câu này? Không thì bác viết lại, hoặc để tôi hỏi cán bộ.',
  'faq.gone': 'Câu này không còn nữa. Bác hỏi lại bằng lời của bác nhé.',

  // other subjects, and what nobody understood
  'out-of-scope.text': 'Việc này không thuộc phần tôi biết, nên tôi không dám trả lời.',
  'out-of-scope.where':
    'Giấy tờ, thủ tục: bác đến Trung tâm phục vụ hành chính công, hoặc vào Cổng Dịch vụ công quốc gia: dichvucong.gov.vn',
  'fallback.unsure': 'Tôi chưa chắc hiểu ý bác. Có phải bác muốn:',
  'fallback.none': 'Câu này tôi chưa có câu trả lời. Tôi đã ghi lại để cán bộ xem. Bác chọn giúp tôi:',
  'fallback.file': 'Tôi đã nhận {count} ảnh, tệp. Bác muốn làm gì?',
  'fallback.voice': 'Tôi chưa nghe được lời nói. Bác viết bằng chữ giúp tôi, hoặc gửi cho cán bộ nghe.',
  'fallback.place': 'Tôi đã nhận vị trí. Bác muốn làm gì?',
  'fallback.phone': 'Tôi chưa giữ số điện thoại này. Bác cần cán bộ gọi lại, hay gửi phản ánh?',
  'fallback.dropped': 'Vâng, tôi đã bỏ.',

  // my data
  'my-data.text': 'Đây là những gì {ward} đang giữ về bác ở kênh này:',
  'my-data.name': 'Tên: {name}',
  'my-data.phone': 'Điện thoại: {phone}',
  'my-data.group': 'Tổ dân phố: {group}',
  'my-data.consent': 'Ngày bác đồng ý cho giữ: {day}',
  'my-data.since': 'Nhắn lần đầu: {day}',
  'my-data.counts': 'Việc đã gửi: {tickets}. Câu đã hỏi: {questions}.',
  'my-data.none': 'không có',
  'my-data.export': 'Toàn bộ dữ liệu của bác, ngày {day}:',
  'my-data.ticket': 'Mã {code}. {kind} ngày {day}: {state}.',
  'my-data.export-end': 'Hết. Ảnh, tệp kèm theo: bác hỏi cán bộ để lấy bản sao.',
  'my-data.delete':
    'Xoá tên, số điện thoại, câu hỏi và tin nhắn của bác. Việc bác đã gửi vẫn được giải quyết, nhưng không còn tên bác, và bác sẽ không nhận được trả lời ở đây nữa. Bác muốn xoá không?',
  'my-data.delete-sure': 'Xoá rồi thì không lấy lại được. Bác chắc chắn chứ?',
  'my-data.deleted': 'Đã xoá dữ liệu riêng của bác. Việc đã gửi chỉ còn nội dung, không còn gắn với bác.',
  'my-data.withdrawn':
    'Đã rút lại đồng ý. Tên và số điện thoại lưu để dùng lần sau đã được xoá. Ở việc đã gửi, bác muốn xoá nữa thì chọn "Xoá dữ liệu của tôi".',
  'my-data.fixed': 'Đã sửa. Từ nay tôi dùng tên và số này.',

  // notices
  'notice.answered': 'Trả lời cho mã {code}:',
  'notice.answered-next': 'Muốn nói thêm, bác nhắn mã này rồi chọn "Bổ sung".',
  'notice.asked': 'Về mã {code}, cán bộ cần hỏi thêm bác:',
  'notice.asked-next': 'Bác nhắn mã này, chọn "Bổ sung", rồi viết câu trả lời.',
  'notice.closed': 'Việc có mã {code} đã xong.',
  'notice.closed-next': 'Nếu chưa xong, bác nhắn mã này rồi chọn "Bổ sung". Việc sẽ được xem lại.',

  // the officers' group
  'officers.received': 'Hồ sơ mới: {code}',
  'officers.kind': 'Loại: {kind}',
  'officers.category': 'Lĩnh vực: {category}',
  'officers.group': 'Tổ dân phố: {group}',
  'officers.reply-here':
    'Nội dung xem ở trang cán bộ. Trả lời trực tiếp tin này thì câu trả lời tới người gửi.',
  'officers.added': 'Người dân vừa bổ sung vào hồ sơ {code}. Xem ở trang cán bộ.',
  ...broadcasts,
  ...reception,
  ...myDataWords,
  ...ownChannelWords,
} as const;
