/** Khiếu nại: counting the 90 days, and filling in the form; codes typed too often; links of papers. */
export const complaintMore = {
  'choice.complaint-form': 'Làm đơn giúp tôi',
  'choice.complaint-blank': 'Lấy mẫu trống',
  'choice.complaint-stop': 'Thôi, không làm đơn',
  'choice.complaint-chair': 'Chủ tịch Ủy ban ở đây',
  'choice.complaint-staff': 'Người làm ở Ủy ban này',
  'choice.complaint-make': 'Đúng rồi, làm đơn',
  'choice.complaint-again': 'Khai lại từ đầu',
  'complaint.ask-day':
    'Bác nhận quyết định, hoặc biết việc đó, từ ngày nào? Bác nhắn ngày dương lịch, ví dụ 10/9. Tôi đếm hạn giúp.',
  'complaint.in-time':
    'Bác biết từ ngày {day} (dương lịch). Hạn gửi đơn: hết ngày {due}, còn {left} ngày (Điều 9 Luật Khiếu nại). Sai ngày thì bác nhắn lại ngày đúng.',
  'complaint.late':
    'Tính từ ngày {day} (dương lịch), hạn 90 ngày đã hết vào {due} (Điều 9 Luật Khiếu nại). Thời gian ốm đau, thiên tai, đi xa hay bị ngăn trở khác thì không tính. Bác giữ giấy tờ về việc đó rồi hỏi cán bộ.',
  'complaint.day-provisional': 'Lịch nghỉ còn tạm tính nên ngày này có thể đổi.',
  'complaint.day-future': 'Ngày {day} chưa tới. Bác nhắn lại ngày đã nhận quyết định, hoặc đã biết việc đó.',
  'complaint.day-old': 'Ngày {day} đã lâu quá, tôi không đếm được. Bác xem lại, hoặc hỏi cán bộ.',
  'complaint.day-none': 'Không có ngày {said}. Bác xem lại rồi nhắn ngày dương lịch, ví dụ 10/9.',
  'complaint.day-lunar':
    'Đây là ngày âm lịch à? Luật đếm theo dương lịch. Bác xem lịch rồi nhắn ngày dương giúp tôi, ví dụ 10/9.',
  'complaint.day-vague':
    'Tôi cần đúng ngày mới đếm được. Bác xem ngày trên giấy, hoặc dấu bưu điện. Không nhớ thì bác nộp đơn càng sớm càng tốt.',
  'complaint.form-consent':
    'Tôi hỏi bác mấy câu rồi điền sẵn đơn. Bác in ra, ký, rồi nộp.\nĐể làm gì: chỉ để điền đơn này.\nAi xem: chỉ bác. Tôi không gửi cho cán bộ.\nGiữ bao lâu: đơn 24 giờ, phần khai dở 7 ngày, rồi xoá.\nBác đồng ý không? Không thì tôi đưa mẫu trống.',
  'complaint.ask-name': 'Họ tên đầy đủ của người khiếu nại?',
  'complaint.ask-address': 'Địa chỉ của người khiếu nại?',
  'complaint.ask-whom': 'Bác khiếu nại ai, cơ quan nào? Bác chọn, hoặc viết tên và địa chỉ.',
  'complaint.ask-about': 'Về quyết định hay việc gì? Có số, ngày của quyết định thì bác ghi cả vào.',
  'complaint.ask-why': 'Việc xảy ra thế nào, vì sao bác cho là sai? Bác viết một tin thôi, dài cũng được.',
  'complaint.ask-wish': 'Bác yêu cầu giải quyết thế nào? Ví dụ: huỷ quyết định, trả lại tiền đã thu.',
  'complaint.ask-papers': 'Bác nộp kèm giấy tờ gì? Ví dụ: bản sao quyết định. Không có thì bác nhắn "không".',
  'complaint.review': 'Bác xem lại trước khi tôi làm đơn:',
  'complaint.line-name': 'Họ tên: {value}',
  'complaint.line-address': 'Địa chỉ: {value}',
  'complaint.line-whom': 'Khiếu nại: {value}',
  'complaint.line-about': 'Về việc: {value}',
  'complaint.line-why': 'Nội dung, lý do: {value}',
  'complaint.line-wish': 'Yêu cầu: {value}',
  'complaint.line-papers': 'Giấy tờ kèm: {value}',
  'complaint.left-blank': 'để trống, bác viết tay sau',
  'complaint.review-ask': 'Đúng chưa bác?',
  'complaint.given':
    'Đơn đây bác. Bác in ra, viết tay chỗ còn trống và số căn cước, ghi ngày, rồi ký tên hoặc điểm chỉ.',
  'complaint.given-where':
    'Bác nộp tận nơi hoặc gửi bưu điện tới nơi bị khiếu nại. Có ký mới là nộp; hạn giải quyết tính từ ngày nơi đó nhận đơn.',
  'complaint.given-next':
    'Không in được, bác tới nơi tiếp dân: cán bộ viết giúp, bác ký (Điều 8 Luật Khiếu nại).',
  'status.too-many': 'Bác đã nhắn nhiều mã quá. Bác đợi một giờ rồi nhắn lại, hoặc hỏi cán bộ.',
  'paper.link': 'Tệp của bác, mở được trong 24 giờ: {address}',
} as const;
