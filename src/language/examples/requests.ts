/**
 * What people ask to be done: papers, news of a petition, meetings, a person, own data, silence.
 * Written for learning which way a message leans (lean.ts); none is a resident's and none is from a measuring set.
 */
export const REQUESTS = {
  'info-request': `
cho tôi xin bản sao biên bản nghiệm thu nhà văn hóa
gửi giúp em danh sách hộ được cấp nước sạch
đề nghị cung cấp văn bản về mức thu phí chợ
xin so lieu thu chi quy phong chong thien tai
cho em xem quyết toán sân bóng tổ 2
tôi muốn có bản quy hoạch khu đất ven sông
cần file kế hoạch làm đường năm nay ạ
ad gửi mình quy ước của tổ với
cho xin bảng kê tiền đền bù của cả xóm
đề nghị phường cung cấp hợp đồng thuê đất của công ty rác
xin bản chụp quyết định thành lập ban giám sát
cho tôi coi danh sách góp tiền làm cổng
lấy giúp em báo cáo thu chi năm ngoái
tôi yêu cầu được cung cấp hồ sơ dự án mở rộng chợ
xin thông báo kết quả xét hộ nghèo
cho tôi xin bản photo nghị quyết về mức thu vệ sinh
cần bản đồ quy hoạch tổ 9 ạ
ad gửi em bảng phân bổ tiền ủng hộ bão với
Đề nghị cung cấp danh sách hộ được miễn giảm học phí
xin cái quyết định công nhận tổ trưởng tổ 4
toi muon xin so lieu thu chi cua nha van hoa quy 3
xem giúp tôi hồ sơ thầu làm cống đường số 2 được không
cho em xin nghị quyết hội đồng nhân dân phường kỳ vừa rồi
gửi tôi bảng giá dịch vụ chợ
muốn xin bản vẽ thiết kế đường ngõ 6
xin số liệu hộ thoát nghèo năm nay
ad cho mình xem báo cáo thu chi quỹ đền ơn đáp nghĩa với
cho em xin danh sách thí sinh được học bổng phường
cần bản sao kết luận thanh tra chợ
gửi tôi file quy chế nhà văn hóa
xin xem bản thu chi công trình cổng làng
`,
  status: `
phản ánh tuần trước của tôi đến đâu rồi
tôi gửi đơn từ mùng 2 mà chưa thấy trả lời
em báo vụ đèn đường rồi, bao giờ có người sửa
kiem tra giup ma so don cua toi
vụ rác tôi nhắn hôm qua xử lý chưa
cái đơn tui nộp hổm rày tới đâu rồi
đã 3 tuần tôi gửi kiến nghị mà im lìm
tra giúp mã KN-5521
kiến nghị về cầu của em được chuyển cho ai rồi ạ
cho hỏi tình trạng phản ánh của tôi
em gửi ảnh ổ gà rồi mà chưa ai phản hồi
hồ sơ phản ánh của tôi đang ở khâu nào
việc tôi trình bày hôm tiếp dân giờ sao rồi
bữa trước em có nói vụ cây đổ, đã ai xem chưa
đơn xin xác nhận của tôi nộp 10 ngày rồi, giờ tới đâu
phan anh ve tieng on cua toi the nao roi
Mã KN-2026-0102 xử lý đến đâu
em nhắn về cái cống từ thứ hai, có ai tiếp nhận chưa ạ
ý kiến tôi gửi tháng trước sao im re vậy
vụ chó cắn tôi trình báo hôm nọ xong chưa
PA-55821 sao rồi ad
em gửi hình vỉa hè hỏng tuần trước, giờ sao rồi ạ
kiểm tra giúp đơn số 112 của tôi
vụ cống nghẹt tui báo tới nay chưa ai xuống
đã 20 ngày từ khi tôi gửi kiến nghị mà không ai hồi âm
PA-2026-00917
tin nhắn hôm thứ tư của em đã có ai đọc chưa
đơn tui gửi giờ sao rồi
KN-77120 tới đâu rồi ạ
em báo mất nước từ hôm kia, xử lý xong chưa
`,
  meeting: `
buổi gặp dân của lãnh đạo phường hôm 15 có còn mở nữa không
hội nghị đối thoại ngày 8 vẫn diễn ra chứ ạ
xin hỏi giờ và nơi tổ chức buổi tiếp xúc cử tri sắp tới
đề nghị thông báo ngày giờ, địa điểm hội nghị đối thoại quý này
hội nghị đối thoại với dân sắp tới mở ở đâu, lúc nào
toi qua to hop noi nhung gi vay
bua hop chieu qua ban viec gi, co quyet muc thu khong
hop to toi qua chot chuyen quy the nao roi
tổ tôi họp tối qua bàn những việc gì, có thống nhất tiền đèn không
hội nghị cuối năm của tổ mình mở hôm nào, ở đâu
tối mai họp tổ ở đâu vậy
mấy giờ họp hả bác
họp dân hôm nay có hoãn không
cuộc họp tuần rồi quyết những gì
bao gio hop bau to truong
lịch họp tổ 10 tháng này
họp xong chưa ad, chốt đóng bao nhiêu
hội nghị đối thoại hôm nào tổ chức
ngày mai có họp khu phố không nhỉ
bữa họp vừa rồi nói chuyện gì thế
họp ở nhà văn hóa hay nhà bác tổ trưởng
chủ nhật này còn họp nữa không
buổi tiếp xúc cử tri mấy giờ bắt đầu
hôm qua họp có thông qua việc làm cổng không
tối thứ sáu này họp dân ở đâu
Cuộc họp bàn làm đường hôm nay có dời không ạ
hop khu pho bua qua quyet sao roi
bao giờ tổ 6 họp bầu tổ trưởng vậy
đối thoại với chủ tịch ngày nào thế ad
họp tổ mấy giờ bắt đầu vậy bác
sáng mai có đi họp ở nhà văn hóa không
chiều nay tổ họp ở nhà ai
lịch họp dân bàn làm đường là hôm nào ạ
bữa họp hôm rồi có chốt mức đóng không
họp tổ dời sang ngày mấy
kết quả họp tổ tối qua ra sao bác ơi
hop to chieu nay may gio
mai họp có dời lịch ko ad
cuộc họp bầu ban giám sát hôm nào vậy
họp tổ hôm trước kết luận sao bác
`,
  human: `
cho xin so de toi goi noi chuyen voi can bo truc
cần nói chuyện trực tiếp, cho số cán bộ trực
cho tôi nói chuyện với cán bộ
tôi cần gặp người phụ trách
goi nguoi that ra day
không nói với bot nữa, chuyển cho nhân viên
có ai trực không trả lời giúp tôi
nhờ cán bộ gọi lại cho tôi
tôi muốn trao đổi trực tiếp
máy trả lời chán quá, cho gặp người đi
kêu anh cán bộ nào ra nói chuyện với tui
em cần người tư vấn trực tiếp
chuyển máy giúp
tôi muốn gọi điện cho cán bộ
gặp cán bộ tư pháp
Tôi cần trao đổi trực tiếp với một cán bộ
cho xin gap nguoi phu trach
thôi gọi người thật ra đi
có cán bộ trực ở đó không vậy
nói chuyện với máy chán quá, cho gặp người
cho gặp ai đó đi
tôi muốn gọi điện cho cán bộ phụ trách
không muốn chat với máy
cho gặp anh cán bộ nào cũng được
toi muon noi chuyen voi nguoi
có nhân viên nào đang trực không
`,
  'my-data': `
xóa hết thông tin của tôi
các bác lưu những gì về tôi
sửa tên tôi lại cho đúng
doi so dien thoai cua toi
cho tôi xem dữ liệu đang giữ của tôi
tôi muốn rút lại đồng ý cho dùng thông tin
xóa lịch sử trò chuyện giúp em
cập nhật địa chỉ mới cho tôi là tổ 5
bot biết gì về tôi
tải dữ liệu cá nhân của tôi
đừng lưu số điện thoại của tôi nữa
năm sinh của tôi ghi sai, sửa giúp
xóa thông tin của em trên hệ thống
đổi địa chỉ của tôi sang tổ 9
ben phuong dang giu nhung gi cua toi
cho tôi tải về dữ liệu của tôi
tôi không đồng ý lưu họ tên của tôi nữa, xóa đi
Sửa lại năm sinh cho tôi, ghi nhầm thành 1975
số của tôi đổi rồi, cập nhật giúp
muốn xóa tài khoản và mọi tin nhắn của tôi
bot lưu những gì về tôi
xóa giùm tui hết tin nhắn cũ
cho xem phường lưu gì về tôi
đổi tên tôi trong hệ thống thành Lan
`,
  stop: `
đừng nhắn tin cho tôi nữa
hủy nhận thông báo
tôi không muốn nhận tin nữa
ngung gui tin
tắt thông báo đi
thôi không cần gửi tin nữa
đừng làm phiền nữa
bỏ tôi ra khỏi danh sách nhận tin
dừng nhắn
không nhận tin của phường nữa
bỏ theo dõi
đừng nhắn nữa phiền lắm
khong gui thong bao cho toi nua nhe
dừng nhận tin
tôi không cần nhận tin của tổ nữa
ngừng gửi
hủy thông báo
đừng làm phiền tôi nữa
tôi muốn ngừng nhận tin từ phường
thôi đừng gửi tin
tôi muốn hủy nhận tin nhắn
khong nhan thong bao nua
`,
  greeting: `
chào bác
xin chào
alo ad
em chào ạ
hello phường
kính chào quý cơ quan
chào buổi tối cả nhà
em chào cán bộ ạ
hi ad
xin chao
dạ chào phường
chào phường ạ
hello bot
`,
  thanks: `
cảm ơn
cảm ơn ad nhiều
ok cảm ơn bác
dạ em cảm ơn ạ
tks
cảm ơn cán bộ đã trả lời
ok ad, cảm ơn nha
cám ơn nhìu
dạ rõ rồi ạ, cảm ơn
tuyệt vời, cảm ơn phường
cảm ơn nhé
dạ vâng em cảm ơn ạ
`,
} as const;
