/** Nối các kênh của cùng một người. */
export const ownChannelWords = {
  'choice.own-channels': 'Dùng cả Zalo và Telegram',
  'choice.own-code': 'Lấy mã nối kênh',
  'choice.own-unlink': 'Bỏ nối kênh',
  'choice.own-yes': 'Đúng, mã của tôi, nối',
  'choice.own-no': 'Không nối',
  'own.at-telegram': 'Telegram',
  'own.at-zalo': 'Zalo',
  'own.at-zalo-bot': 'Zalo (máy trả lời)',
  'own.at-web': 'trang trò chuyện trên mạng',
  'own.at-other': 'kênh khác',
  'own.and': '{one}, {more}',
  'own.held': 'Đã nối với kênh: {channels}',
  'own.about':
    'Bác nhắn cho phường ở hai nơi, ví dụ cả Zalo và Telegram, thì nối lại được. Để làm gì: khi một nơi không nhận được tin, phường gửi sang nơi kia; tin chung chỉ gửi một nơi, không gửi hai lần. Ngoài ra không dùng vào việc gì. Điều bác đã viết ở đâu vẫn ở đó. Muốn bỏ lúc nào, bác nhắn: bỏ nối kênh.',
  'own.code': 'Mã nối kênh của bác: {code}',
  'own.code-note':
    'Bác mở nơi kia (Zalo, Telegram), tìm phường, rồi nhắn mã này. Mã dùng một lần, trong 15 phút. Đừng đưa mã cho ai: cán bộ không bao giờ hỏi mã này.',
  'own.sure':
    'Mã này lấy ở {channel}. Chính bác vừa lấy mã ở đó phải không? Nếu người khác đưa mã cho bác thì đừng nối: người đó sẽ đọc được tin phường gửi bác.',
  'own.done':
    'Đã nối với {channel}. Khi một nơi không nhận được tin, phường gửi sang nơi kia. Muốn bỏ, bác nhắn: bỏ nối kênh.',
  'own.told':
    'Kênh này vừa được nối với {channel} bằng mã lấy ở đây. Nếu không phải bác làm, bác nhắn ngay: bỏ nối kênh.',
  'own.undone': 'Đã bỏ nối kênh. Từ nay phường chỉ trả lời bác ở nơi bác nhắn.',
  'own.told-undone': 'Kênh này không còn nối với {channel} nữa. Muốn nối lại, bác nhắn: nối kênh.',
  'own.none': 'Bác chưa nối kênh nào, nên không có gì để bỏ.',
  'own.not-linked': 'Không nối. Mọi thứ vẫn như cũ.',
  'own.wrong':
    'Mã nối kênh này không đúng, đã dùng rồi, hoặc đã quá 15 phút. Bác mở nơi kia, nhắn "nối kênh" để lấy mã mới rồi nhắn lại ở đây.',
  'own.same-chat': 'Mã này lấy ở chính đây. Bác mở nơi kia (ví dụ Zalo) rồi nhắn mã ở đó.',
  'own.same-platform':
    'Chưa nối được: người lấy mã đã có một tài khoản cùng loại với nơi này. Chỉ nối hai nơi khác nhau, ví dụ Zalo với Telegram.',
  'own.linked-already':
    'Nơi này đã nối với một kênh khác. Muốn đổi, bác nhắn "bỏ nối kênh" trước, rồi nhắn lại mã.',
  'own.too-many': 'Đã thử quá nhiều mã. Bác đợi một giờ rồi lấy mã mới.',
} as const;
