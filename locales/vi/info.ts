/** Requests for information: what is asked, what is said of time and cost, what officers decide. */
export const info = {
  'info.what': 'Bác cần xem giấy tờ hay số liệu nào? Bác viết tên, năm nếu nhớ.',
  'info.what-wrong': 'Thông tin nào nơi đây đã đăng mà sai? Bác viết: đăng ở đâu, sai chỗ nào, đúng là gì.',
  'info.wanted': 'Bác cần: "{text}".',
  'info.public': 'Có thể thứ này đã công khai sẵn. {title}',
  'info.glad': 'Vâng. Cần nữa thì bác nhắn tôi.',
  'info.how-ask':
    'Chưa thấy thì bác gửi yêu cầu. Bác muốn nhận bằng cách nào? Muốn viết rõ thêm thì bác cứ nhắn.',
  'info.consent':
    'Luật đòi yêu cầu phải ghi họ tên, nơi ở, số căn cước (khoản 2 Điều 24 Luật Tiếp cận thông tin 104/2016/QH13; mẫu của luật mới tôi chưa có). {ward} giữ kín, chỉ dùng để trả lời yêu cầu này. Bác xoá được bất cứ lúc nào: nhắn "dữ liệu của tôi". Đừng gửi ảnh căn cước. Bác đồng ý ghi không?',
  'info.ask-name': 'Họ và tên đầy đủ của bác?',
  'info.ask-address': 'Bác ở đâu? Ghi đủ để gửi thư tới được.',
  'info.ask-idNumber': 'Số căn cước hoặc hộ chiếu? Chỉ gõ số, đừng gửi ảnh.',
  'info.ask-email': 'Địa chỉ thư điện tử để nhận?',
  'info.ask-why': 'Bác cần thông tin này để làm gì? Ghi ngắn thôi.',
  'info.review': 'Bác xem lại. Cần: "{text}"',
  'info.review-how': 'Cách nhận: {how}',
  'info.line-name': 'Họ tên: {value}',
  'info.line-address': 'Nơi ở: {value}',
  'info.line-idNumber': 'Số giấy tờ: {value}',
  'info.line-email': 'Thư điện tử: {value}',
  'info.line-why': 'Để làm gì: {value}',
  'info.not-whole':
    'Còn thiếu điều luật đòi, nên đây chưa phải là yêu cầu hợp lệ. Tôi vẫn chuyển để cán bộ hướng dẫn, và đưa bác phiếu để in.',
  'info.time-unknown':
    'Theo Luật Tiếp cận thông tin năm 2026 (áp dụng từ 01/09/2026). Hạn trả lời theo luật mới tôi chưa có, nên không dám nói ngày.',
  'info.time-later': 'Thời hạn tính từ ngày nơi đây nhận yêu cầu hợp lệ.',
  'info.time-chat':
    'Có sẵn: chậm nhất 3 ngày làm việc. Phải thu thập: 3 ngày làm việc báo bao giờ có, chậm nhất 15 ngày làm việc (Điều 30 Luật Tiếp cận thông tin 2016).',
  'info.time-email':
    'Có sẵn: chậm nhất 3 ngày làm việc. Phải thu thập: 3 ngày làm việc báo bao giờ có, chậm nhất 15 ngày làm việc (Điều 30 Luật Tiếp cận thông tin 2016).',
  'info.time-post':
    'Có sẵn: chậm nhất 5 ngày làm việc. Phải thu thập: 3 ngày làm việc báo bao giờ có, chậm nhất 15 ngày làm việc (Điều 31 Luật Tiếp cận thông tin 2016).',
  'info.time-office':
    'Có sẵn thì xem ngay tại chỗ. Phải thu thập: chậm nhất 10 ngày làm việc (Điều 29 Luật Tiếp cận thông tin 2016).',
  'info.time-wrong':
    'Nơi đăng phải kiểm tra và trả lời bác (Điều 22 Luật Tiếp cận thông tin): chậm nhất {days} ngày từ ngày nhận.',
  'info.cost':
    'Không mất phí. Bác chỉ trả tiền in, sao, gửi nếu có; cán bộ báo trước. Bí mật nhà nước, việc riêng của người khác thì luật không cho xem, hoặc phải được người đó đồng ý.',
  'info.send-ask': 'Gửi nhé?',
  'info.sent': 'Đã chuyển. Mã của bác: {code}\nCán bộ trả lời bác ngay ở đây.',
  'info.paper': 'Kèm đây là phiếu yêu cầu để in, ký, nếu bác nộp tận nơi hoặc gửi bưu điện.',
  'choice.info-chat': 'Qua tin nhắn này',
  'choice.info-office': 'Đến tận nơi',
  'choice.info-email': 'Thư điện tử',
  'choice.info-post': 'Bưu điện',
  'choice.info-wrong': 'Báo thông tin sai',
  'choice.info-enough': 'Đủ rồi, cảm ơn',
  'notice.info-accepted': 'Yêu cầu xin thông tin có mã {code} đã được nhận là hợp lệ.',
  'notice.info-later': 'Yêu cầu có mã {code} cần thêm thời gian để tìm, gom thông tin.',
  'notice.info-day': 'Chậm nhất ngày {day} có trả lời ({citation}).',
  'notice.info-no-day':
    'Luật mới định bao lâu phải trả lời, nơi đây chưa có con số chính thức, nên chưa hẹn ngày.',
  'notice.info-refused': 'Yêu cầu xin thông tin có mã {code} bị từ chối.',
  'notice.info-supplied': 'Yêu cầu xin thông tin có mã {code} đã có trả lời.',
  'notice.info-paper': 'Từ chối phải bằng văn bản, nêu lý do. Chưa nhận được giấy thì bác hỏi cán bộ.',
  'notice.info-lacking': 'Thấy thiếu hoặc sai, bác nhắn mã trên rồi chọn "Bổ sung".',
  'notice.info-complain':
    'Không đồng ý, bác khiếu nại tới Chủ tịch Ủy ban nhân dân nơi đây trong 90 ngày, hoặc kiện ra Tòa án nhân dân khu vực ({citation}). Phải có đơn ký tên, không gửi qua tin nhắn.',
} as const;
