/** Dữ liệu của tôi: sửa, lấy bản sao, việc phải nhờ cán bộ. */
export const myDataWords = {
  'choice.fix-mine': 'Sửa dữ liệu',
  'choice.data-other': 'Yêu cầu khác về dữ liệu',
  'choice.fix-name': 'Tên',
  'choice.fix-phone': 'Số điện thoại',
  'choice.fix-address': 'Địa chỉ',
  'choice.fix-group': 'Tổ dân phố, thôn',
  'my-data.address': 'Địa chỉ: {address}',
  'my-data.fix-what': 'Bác muốn sửa gì?',
  'my-data.fix-name': 'Bác nhắn họ tên đúng. Ví dụ: Nguyễn Thị Hoa.',
  'my-data.fix-phone': 'Bác nhắn số điện thoại đúng. Ví dụ: 0912 000 000.',
  'my-data.fix-address': 'Bác nhắn địa chỉ đúng. Ví dụ: số 5, ngõ 12, tổ 3.',
  'my-data.fix-group': 'Bác ở tổ dân phố, thôn nào? Bác nhắn số tổ hoặc tên thôn.',
  'my-data.not-name': 'Tôi chưa thấy tên trong câu vừa rồi.',
  'my-data.no-groups': 'Nơi đây chưa cập nhật danh sách tổ, nên chưa sửa tổ ở đây được. Bác hỏi cán bộ.',
  'my-data.changed':
    'Đã sửa. Từ nay tôi dùng điều mới. Việc đã gửi trước đó vẫn ghi như cũ; cần sửa cả ở đó, bác chọn "Yêu cầu khác về dữ liệu".',
  'my-data.link': 'Bác mở đường dẫn này rồi bấm "Tải về" để lấy bản sao:',
  'my-data.link-note':
    'Dùng được 3 lần, trong 24 giờ. Ai có đường dẫn cũng mở được, bác đừng gửi cho người khác.',
  'my-data.no-link':
    'Nơi đây chưa có trang mạng để tải tệp, nên tôi đọc ra ở đây. Cần bản giấy hoặc tệp, bác chọn "Yêu cầu khác về dữ liệu".',
  'my-data.other':
    'Bác cần gì về dữ liệu của mình mà tôi chưa làm được? Ví dụ: sửa số điện thoại trong việc đã gửi, xin bản giấy, không cho dùng vào việc nào. Bác viết một câu, tôi chuyển cán bộ.',
  'my-data.other-sent': 'Đã nhận yêu cầu và chuyển cán bộ. Mã của bác: {code}',
  'my-data.other-due':
    'Chậm nhất {days} ngày, phường phải làm xong hoặc báo bác vì sao chưa (Điều 5 Nghị định 356/2025).',
} as const;
