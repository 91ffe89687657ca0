/** A report's kind, what others reported, the question whether it is done, and a draft left lying. */
export const petitionMore = {
  'petition.decision':
    'Bác đang phản đối một quyết định hay việc làm của cơ quan, cán bộ à? Ví dụ: quyết định phạt, thu hồi đất. Của ai?',
  'petition.direct': 'Quyết định, việc làm đó có ảnh hưởng trực tiếp đến bác hay nhà bác không?',
  'choice.decision-ward': 'Của phường, cán bộ phường',
  'choice.decision-other': 'Của nơi khác',
  'choice.decision-none': 'Không, tôi chỉ báo việc',
  'choice.direct': 'Có, ảnh hưởng đến tôi',
  'choice.indirect': 'Không',
  'petition.line-kind-phanAnh': 'Loại: phản ánh (báo một việc để nơi đây xem và xử lý)',
  'petition.line-kind-kienNghi': 'Loại: kiến nghị (góp ý, đề xuất một việc nên làm)',
  'choice.edit-kind': 'Không phải loại này',
  'petition.kinds':
    'Bác chọn đúng ý mình:\n- Phản ánh: báo việc hỏng, việc sai.\n- Kiến nghị: góp ý, đề xuất.\n- Khiếu nại: phản đối một quyết định, việc làm ảnh hưởng trực tiếp đến mình.\n- Tố cáo: báo một người làm trái pháp luật. Bác đừng viết ra, cứ chọn.\n- Xin thông tin: xin xem giấy tờ, số liệu.\n- Hỏi: hỏi cho biết.',
  'choice.kind-phanAnh': 'Phản ánh',
  'choice.kind-kienNghi': 'Kiến nghị',
  'choice.kind-khieuNai': 'Khiếu nại',
  'choice.kind-toCao': 'Tố cáo',
  'choice.kind-thongTin': 'Xin thông tin',
  'choice.kind-hoi': 'Hỏi cho biết',
  'choice.kind-keep': 'Giữ như cũ',
  'petition.two-matters':
    'Bác nêu {count} việc. Cán bộ sẽ tách ra để xử lý từng việc, bác không phải viết lại.',
  'petition.similar': 'Gần đó đã có người báo việc giống thế:',
  'petition.similar-line': '{category}, gửi ngày {day}: {state}',
  'petition.similar-place': '{category}, ở {place}, gửi ngày {day}: {state}',
  'petition.nth': '({n}) {line}',
  'petition.similar-ask':
    'Nếu đúng là việc đó, bác theo dõi luôn, khỏi gửi lại. Nếu là việc khác thì bác gửi riêng.',
  'choice.follow': 'Theo dõi việc đó',
  'choice.follow-nth': 'Theo dõi việc ({n})',
  'choice.separate': 'Vẫn gửi riêng',
  'petition.followed': 'Bác đang theo dõi việc có mã:\n{code}',
  'petition.followed-what':
    'Khi việc được trả lời hay xong, tôi báo bác. Bác nhắn mã này thì biết tới đâu. Nội dung người khác viết thì không hiện.',
  'notice.followed': 'Việc bác theo dõi, mã {code}: {state}.',
  'notice.followed-next': 'Việc bác báo mà vẫn chưa xong thì bác nhắn "gửi phản ánh".',
  'status.followed': 'Bác đang theo dõi việc này.',
  'choice.unfollow': 'Thôi theo dõi',
  'status.unfollowed': 'Vâng, tôi thôi báo tin về việc đó.',
  'notice.answered-done':
    'Việc này đã xong chưa? Bác chọn, hoặc nhắn "đã xong", "chưa xong". Vài hôm nữa nhắn cũng được.',
  'choice.feedback-done': 'Đã xong',
  'choice.feedback-not': 'Chưa xong',
  'feedback.done': 'Cảm ơn bác đã báo.',
  'feedback.rate': 'Bác thấy cách giải quyết thế nào? Không trả lời cũng được.',
  'choice.rate-5': 'Rất hài lòng',
  'choice.rate-4': 'Hài lòng',
  'choice.rate-3': 'Tạm được',
  'choice.rate-2': 'Chưa hài lòng',
  'choice.rate-1': 'Rất không hài lòng',
  'choice.no-rate': 'Không đánh giá',
  'feedback.thanks': 'Vâng, cảm ơn bác.',
  'feedback.back': 'Tôi đã báo cán bộ là việc có mã {code} chưa xong. Cán bộ sẽ xem lại.',
  'feedback.why': 'Còn vướng chỗ nào? Bác viết một câu, hoặc gửi ảnh, để cán bộ hiểu.',
  'choice.no-reason': 'Không cần viết',
  'feedback.reason-more': 'Tôi đã chuyển cho cán bộ. Còn gì nữa thì bác gửi tiếp.',
  'feedback.read': 'Vâng, cán bộ sẽ đọc.',
  'feedback.kept': 'Việc này bác đã trả lời rồi. Muốn nói thêm, bác nhắn mã của việc.',
  'feedback.which-done': 'Việc nào của bác đã xong?',
  'feedback.which-not': 'Bác nói việc nào chưa xong?',
  'feedback.line': '{category}, trả lời ngày {day}',
  'choice.other-matter': 'Không, việc khác',
  'feedback.other': 'Vâng. Bác muốn làm gì?',
  'petition.half-way':
    'Hôm trước bác viết dở: "{text}". Việc này chưa gửi đi. Bác viết tiếp không? Không thì vài hôm nữa tôi tự bỏ.',
  'petition.half-way-file':
    'Hôm trước bác gửi ảnh để phản ánh mà chưa viết xong. Việc này chưa gửi đi. Bác viết tiếp không? Không thì vài hôm nữa tôi tự bỏ.',
  'petition.expired':
    'Phản ánh bác viết dở lần trước để lâu quá nên tôi đã bỏ, chưa gửi đi đâu. Cần thì bác viết lại nhé.',
  'petition.limit':
    'Mỗi lần tôi giữ được {count} ảnh, tệp. Tôi đã giữ {count} cái đầu, không nhận thêm được.',
  'notice.file-refused':
    'Có tệp bác gửi tôi không giữ được: không phải ảnh, phim, tiếng nói hay giấy tờ, hoặc tệp bị hỏng. Bác chụp lại bằng điện thoại rồi gửi ảnh giúp tôi. Việc của bác vẫn còn nguyên.',
  'notice.file-too-big':
    'Có tệp bác gửi nặng quá (trên 20 MB) nên tôi không giữ được. Bác gửi ảnh, hoặc đoạn phim ngắn hơn. Việc của bác vẫn còn nguyên.',
  'status.added-place': 'Đã ghi thêm vị trí vào mã {code}. Cán bộ sẽ đọc.',
  'status.voice':
    'Tôi chưa nghe được lời nói, nhưng đã chuyển vào mã {code} để cán bộ nghe. Bác viết thêm một câu thì càng tốt.',
} as const;
