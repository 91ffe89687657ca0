/**
 * Petitions: a fact to be dealt with, a proposal, a decision against oneself, a person who did wrong.
 * Written for learning which way a message leans (lean.ts); none is a resident's and none is from a measuring set.
 */
export const PETITIONS = {
  'petition.phan-anh': `
đề nghị kiểm tra quán điện tử mở quá khuya gần trường học
đề nghị phường xem lại bãi xe lấn hết lối đi
nhân viên trả bài quát người già ở chỗ làm giấy tờ, mong nhắc nhở
truong mau giao nau an khong sach, cac chau dau bung
bọn cho vay nặng lãi phun số điện thoại đầy tường nhà tôi
tờ rơi cho vay dán khắp cổng và cột điện
loa tổ em kêu rè rè chẳng nghe được câu nào
công ty đầu làng bơm cát làm nứt đường của dân
nhà máy cạnh xóm khoan giếng làm giếng dân cạn hết
loa truyen thanh re qua nghe khong ro
doanh nghiệp đổ đất chắn lối đi của bà con
nắp hố ga trước cổng chợ kêu rầm rầm mỗi khi xe chạy qua
Bãi rác tự phát cạnh trạm bơm bốc mùi nồng nặc
đoạn đường liên thôn bị xe tải cày nát, ổ voi khắp nơi
den duong ngo 17 tat ca tuan nay
nhà hàng xóm nuôi chó không rọ mõm, thả ra đường dọa trẻ con
Cống thoát nước tổ 3 nghẹt, mưa xuống ngập đến đầu gối
mấy cái loa kẹo kéo hát tới nửa đêm không ai chịu nổi
xe container đỗ chắn ngang lối vào khu dân cư
Có người đốt rác thải nhựa sau chợ, khói đen mù trời
cột điện bị xe tông nghiêng, dây võng xuống đường
nhà số 40 xây lấn ra hành lang đi chung
nước sinh hoạt có mùi tanh, lắng cặn đen
Cây xà cừ bật gốc chắn đường từ hôm bão
biển chỉ đường bị mất, người lạ vào cứ đi nhầm
hàng quán chiếm hết vỉa hè trước cổng trường
đám thanh niên đua xe trên đê buổi tối
Mương tưới bị lấp, ruộng nhà tôi không có nước
nguoi ta xa nuoc thai nhuom ra kenh do lom
trạm biến áp kêu ù ù rồi nổ lẹt đẹt, dân sợ lắm
bờ rào nhà văn hóa đổ, trẻ con chui qua dễ bị thương
ổ gà giữa đường to bằng cái nong, hôm kia có người ngã gãy tay
sạp thịt bày ra giữa đường, máu me nhầy nhụa
rắn bò từ bãi cỏ hoang vào nhà dân
nhà vệ sinh trường học hỏng, cháu tôi không dám đi
công trình nhà bên thi công ban đêm ồn không ngủ được
đường ống nước vỡ phun tung tóe từ sáng đến giờ
mất trộm xe đạp liên tục ở khu nhà trọ
cành phượng khô sắp rơi xuống sân chơi
kẹt xe ở cổng chợ sáng nào cũng vậy
ao tù đọng nước muỗi sinh sôi đầy
Kính gửi ubnd phường, đoạn mương sau chợ bị lấp, nước không thoát được, ruộng ngập hết
may dua nho da bong lam vo kinh nha toi suot
hôm qua mưa to cây xoan đổ đè lên dây điện, nay vẫn nằm đó ad ạ
xưởng gỗ trong xóm cưa xẻ từ sáng sớm, mùn cưa bay vào nhà, con em ho suốt
nhà 27 cơi nới ban công ra sát dây điện
bọn trẻ hay tụ tập hút thuốc lá điện tử ở sau nvh
xe tải đậu kín đường vào trạm xá
quán ốc đầu ngõ đốt than khói mù mịt
Tôi ở tổ 8, mấy tháng nay xe chở rác chỉ gom nửa ngõ trên, nửa dưới để lại, chuột gián đầy, tôi có nói với bác tổ trưởng nhưng bác bảo chờ. Mong phường cho người xuống xem.
bien quang cao treo sap roi o nga 3 nguy hiem qua
nước giếng khoan khu tui có mùi dầu, bà con lo quá trời
ban đêm có người câu trộm điện ở cột số 5
cổng làng bị xe cẩu húc nứt
thang máy chung cư kẹt hoài chẳng ai bảo trì
điểm bán xăng lẻ cạnh trường học không an toàn chút nào
ngõ nhà e tối thui, đèn hư hết trơn r
Con mương sau nhà toàn rác thải nhựa với xác gia cầm
Cái hố ga giữa ngõ 4 mất nắp mà lấy cành cây cắm vào, đêm ai đi không biết là ngã
trời mưa cái là sân trường thành ao, p xem giúp vs
nha truoc mat de vat lieu xay dung choan het duong di
Hàng cây keo mọc chùm hết cả đèn đường, tối đi chẳng thấy gì
loa kéo nhà ông ba đối diện bật từ 5h sáng
vỉa hè mới lát mà gạch đã bập bênh, nước bắn tung tóe
mấy hộ nuôi lợn sát khu dân cư thả phân ra mương
ai đó đổ trộm thùng sơn cặn ở gốc đa
Chị em đi chợ về bị giật đồ ở đoạn đường vắng không có đèn, mấy lần rồi
Bờ kè sông bị xói, đất lở gần tới móng nhà dân
xe bus không dừng đúng điểm, học sinh phải chạy theo
đám trẻ trâu đốt pháo ầm ầm trong xóm
nước thải lò bún chảy vào ruộng rau
nhà vs công cộng ở chợ bẩn kinh khủng
mấy bữa nay xe rác không vô hẻm tui
ngã ba đầu làng thiếu gương, hôm qua hai xe đâm nhau
ong nuoc thai nha ben chay thang ra san nha toi
trường mẫu giáo cho xe đón đậu tràn lòng đường
Bác ơi cột đèn số 4 chập chờn cả đêm
quán net mở tới 3 giờ sáng, học sinh trốn học vô chơi
lan can cầu bị gãy một đoạn, trẻ con đi qua dễ rớt
Nhà tôi cạnh xưởng cơ khí. Từ đầu năm họ làm cả ban đêm, tiếng máy dập ầm ầm, tường nhà tôi nứt. Tôi góp ý thì họ chửi. Nhờ phường xuống kiểm tra giúp.
có ng rao bán thuốc lạ trong chợ, các cụ mua nhiều
vòi nước công cộng hỏng cả tháng chảy lênh láng
`,
  'petition.kien-nghi': `
Đề nghị phường làm thêm nhà để xe cho nhà văn hóa
tôi mong tổ mình mua thêm bộ loa mới
giá mà có lớp dưỡng sinh cho các cụ buổi sáng
nên trồng hoa dọc đường làng cho đẹp
de xuat lap them camera o cong truong
em có ý kiến phường nên tổ chức hội thi nấu ăn dịp 8/3
ước gì xóm có tủ sách cho trẻ con
mong các cấp quan tâm xây cầu mới qua kênh
kiến nghị mở rộng đường vào khu tập thể
xin phường cho mượn hội trường để câu lạc bộ tập văn nghệ
phường nên có ngày dọn vệ sinh chung mỗi tháng
hay là đặt thêm ghế đá ở công viên đi các bác
đề nghị tăng chuyến xe gom rác buổi tối
bà con muốn có sân bóng chuyền
theo em nên phát thẻ gửi xe ở chợ
mong phường hỗ trợ bà con học nghề
đề xuất chuyển chợ cóc vào khu đất trống
kiến nghị bố trí thêm bàn tiếp dân cho người già
cần có biển hạn chế tốc độ ở đoạn này
nguyện vọng của dân là được làm đường bê tông trong ngõ
phường nghiên cứu cho thu rác vào buổi sáng được không ạ
em mong có wifi miễn phí ở nhà văn hóa
cho xin thêm cái bảng tin ở đầu xóm với ạ
xin mở thêm điểm bán thuốc gần chợ
Nên chuyển giờ phát loa phường sang 6 giờ chiều cho bà con dễ nghe
mong ubnd nghiên cứu mở thêm cổng phụ cho trường
e nghĩ p nên làm bản đồ các điểm gom rác
đề nghị tổ chức khám sức khỏe miễn phí cho người cao tuổi
uoc gi xom minh co cho cho tre con choi
Kiến nghị lắp gương cầu ở khúc cua cạnh đình
tôi muốn góp ý là phường nên nhận hồ sơ cả chiều thứ bảy
Giá phường có cái nhóm zalo báo lịch cắt nước thì tiện
Cho tụi em xin cái sân bóng mini ở khu đất trống đi ạ
phường có thể mở lớp dạy máy tính cho người lớn tuổi được không ạ
đề nghị dời điểm tập kết rác ra xa trường học
muốn tổ có thêm tủ thuốc chung
nên bố trí người hướng dẫn qua đường giờ tan trường
Tôi nghĩ phường nên công bố số điện thoại trực ban cho dân dễ gọi
mong sớm có đường ống nước sạch về xóm 3
mong có thêm chuyến xe đưa đón học sinh
đề nghị xã làm biển tên ngõ cho dễ tìm
Phường xem xét tổ chức lớp học nấu ăn cho chị em
nen co tu thuoc o nha van hoa
ước có chỗ cho tụi nhỏ đá bóng
em đề nghị đổi giờ họp tổ sang tối thứ bảy
`,
  'petition.khieu-nai': `
tôi không đồng ý với quyết định xử phạt số 45 của phường
phường thu hồi đất nhà tôi mà trả tiền quá thấp, tôi khiếu nại
cán bộ không nhận hồ sơ của tôi dù đủ giấy tờ, tôi yêu cầu xem xét
nhà tôi bị bắt tháo cổng trong khi xây đúng phép
gia dinh toi bi gach ten khoi ho ngheo ma khong ai noi gi, toi khong phuc
Tôi bị giữ giấy tờ xe trái luật, đề nghị trả lại
UBND phường từ chối xác nhận đơn của tôi không có lý do, yêu cầu làm rõ và giải quyết lại
em bị lập biên bản vì bán hàng nhưng em bán trong nhà, em không chấp nhận
quyết định cưỡng chế nhà tôi là sai, tôi yêu cầu hủy bỏ
đền bù cho nhà tôi thiếu 30 mét, đề nghị đo đạc lại
mẹ tôi đang hưởng trợ cấp thì bị cắt ngang, tôi không đồng tình
tôi bị kỷ luật oan, đề nghị xem lại quyết định
họ phạt tôi trong khi nhà bên làm y vậy không bị gì, quá bất công
con tôi đủ tiêu chuẩn mà không được xét hỗ trợ, tôi đề nghị xét lại
phường hủy giấy xác nhận của tôi, làm tôi thiệt hại, tôi phản đối
tui hổng chịu mức phạt này, mấy ông coi lại cho tui
ủy ban dẹp sạp của tôi không báo trước, tôi đòi bồi thường
đất nhà tôi bị cấp nhầm cho người khác, yêu cầu thu hồi quyết định
Tôi khiếu nại việc phường không giải quyết chế độ cho bố tôi
qđ này sai, e ko đồng ý, đề nghị p rút lại
sao nhà tôi lại bị cắt hỗ trợ bão, tôi yêu cầu trả lời và xét lại
Quán tôi bị đình chỉ ba tháng, tôi thấy quyết định này không đúng, yêu cầu hủy
họ tính sai diện tích đền bù đất vườn nhà tôi, tôi không nhận tiền, đề nghị tính lại
UBND bác đơn xin xác nhận hộ cận nghèo của tôi mà không giải thích, tôi yêu cầu xem lại
ban dan pho loai ten con toi khoi danh sach hoc bong cua phuong, toi khong dong tinh
mẹ em bị cắt tiền người khuyết tật, em đề nghị phường xét lại
Tôi bị phạt vì đổ rác nhưng không phải tôi làm, tôi không ký biên bản
sao lại thu hồi kiot của tôi khi hợp đồng còn hạn, tôi phản đối
Phường cưỡng chế phá tường rào nhà tôi sai quy định, tôi đòi bồi thường
Tôi nộp đủ giấy tờ mà phường không chứng thực cho, tôi yêu cầu giải quyết lại
quyết định kỷ luật tôi là sai, tôi đề nghị thu hồi
nhà em bị tính thiếu một sào ruộng khi bồi thường, em không ký nhận
Sao hàng xóm được miễn mà nhà tôi phải nộp phạt, tôi không chấp nhận
phuong bat nha toi do mai ton, toi thay vo ly, de nghi xem lai
tui bị lập biên bản oan, yêu cầu hủy biên bản đó
xe tôi bị phường thu giữ, tôi không vi phạm, yêu cầu trả
nhà tôi không được bồi thường cây trồng, quyết định này không đúng
cho rut giay phep sap cua toi la vo ly, toi yeu cau xem xet lai
Tôi bị loại khỏi danh sách trợ cấp mà không ai giải thích, đề nghị xét lại
phạt e 2tr mà e có làm gì đâu, e k chấp nhận
`,
  'petition.to-cao': `
được trợ cấp hai mươi triệu mà ký nhận xong chỉ đưa mười lăm, cán bộ nói phần còn lại là lệ
mấy anh dân phòng giữ xe rồi bảo đưa tiền mới cho về, không giấy tờ gì
ông tổ trưởng ăn chặn tiền hỗ trợ của bà con
kế toán phường làm khống chứng từ để rút tiền
can bo dia chinh doi phong bi moi do dat
chị thu tiền điện thu thừa của các hộ rồi bỏ túi
Tôi tố cáo ông Hùng bảo vệ chợ bảo kê cho bọn cho vay
công an viên nhận tiền bỏ qua cho sới bạc
trưởng thôn bán đất của làng cho người ngoài
thủ kho hợp tác xã lấy phân bón đem bán
cán bộ chính sách kê tên người nhà vào danh sách hưởng trợ cấp
hiệu trưởng thu tiền xây dựng không có biên lai
phó bí thư dùng xe công đưa vợ đi chơi
bà hội trưởng phụ nữ giữ tiền vay của chị em không trả
anh trật tự đô thị nhận bia rượu của quán rồi làm ngơ cho lấn vỉa hè
họ gợi ý tôi đưa năm triệu thì con tôi được nhận vào trường
ông chủ tịch hội cựu chiến binh tiêu quỹ vào việc riêng
tổ phó giả chữ ký của các hộ để báo cáo
bác sĩ trạm y tế bán thuốc bảo hiểm ra ngoài
em trai chủ tịch xã được giao hết công trình, có dấu hiệu thông đồng
cán bộ tư pháp làm giấy tờ giả cho người quen
nhân viên một cửa vòi tiền mới trả kết quả
người thu phí chợ xé vé giả
trưởng công an đánh người dân rồi dọa không cho nói
cán bộ lao động ép người nghèo chia lại một nửa tiền trợ cấp
ban quản lý nghĩa trang bán trộm đất mộ
thầy giáo sàm sỡ học sinh
tc anh quân sự nhận tiền cho trốn nghĩa vụ
ông trưởng ban dự án rút ruột xi măng làm đường
chú Bảy dân phòng lấy tiền của mấy người bán hàng rong mỗi ngày 20 nghìn
Thủ quỹ hội người cao tuổi tiêu hết tiền quỹ rồi chối
anh cán bộ một cửa bảo đưa thêm 300 thì mai có giấy
tổ trưởng khai tên người chết để lĩnh quà
ông trưởng trạm bơm bán dầu của hợp tác xã
bà hiệu trưởng trường mầm non ăn bớt suất ăn các cháu
can bo tu phap lam giay gia cho nguoi quen
công an khu vực nhận tiền của quán game để không kiểm tra
ông phó chủ tịch phường lấy đất công cho em trai xây nhà xưởng
tc ông kế toán phường lập chứng từ khống
tổ trưởng thu 200k mỗi nhà nói làm cổng chào mà cổng không thấy đâu
Ông T. chủ tịch hội nông dân ăn chặn phân bón hỗ trợ
nhân viên tiêm phòng chó thu tiền gấp đôi không viết phiếu
em trai phó chủ tịch trúng thầu hết mấy công trình, có gì mờ ám
bác sĩ trạm y tế bắt mua thuốc ở nhà riêng mới khám
người thu thuế chợ xé vé cũ thu tiền mới
Cán bộ lao động duyệt hồ sơ chế độ cho người nhà dù không đủ điều kiện
ông đội trưởng trật tự nhận tiền chợ cóc hàng tháng
chị kế toán trường học kê khống tiền ăn
thủ quỹ tổ cầm tiền quỹ đi cho vay lấy lãi
anh cán bộ địa chính nói đưa 10 triệu thì đo nhanh
ba to truong lay qua cua nguoi ngheo cho con gai
trưởng ban công tác mặt trận giữ tiền cứu trợ không phát
`,
} as const;
