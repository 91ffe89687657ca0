/**
 * Questions: of our field, and of none of ours.
 * Written for learning which way a message leans (lean.ts); none is a resident's and none is from a measuring set.
 */
export const QUESTIONS = {
  faq: `
họp tổ lèo tèo vài nhà mà vẫn ra nghị quyết thì có tính không
người ta không ký đơn khiếu nại thì đơn ấy có được nhận hay trả lại
thư rơi mà kèm giấy tờ chứng cứ thì có được xét không hay bỏ
phường cầm giấy tờ nhà đất của tôi không trả thì khiếu nại ở đâu
bị từ chối cấp thẻ bảo hiểm thì khiếu nại trong mấy ngày
ủy ban ghi số căn cước của tôi có phải hỏi tôi đồng ý không
danh sách gọi nhập ngũ có phải dán cho dân biết không
đi khiếu nại thay bà ngoại già yếu thì cần giấy tờ gì
tổ em có 60 nhà thì mấy nhà đồng ý mới làm được đường
muốn xem tiền quỹ tổ thì hỏi ai
ban giám sát cộng đồng có được kiểm tra công trình đường không
tố cáo nặc danh có ai xem không
quá 90 ngày mới biết quyết định thì còn khiếu nại được không
phuong khong cong khai thi lam gi
ai chủ trì hội nghị đối thoại
nhà em thuê trọ có được đi họp tổ không ạ
con dâu đi họp thay bố chồng được hem
Tôi là người tố cáo, bị chặn đường dọa thì xin bảo vệ ở đâu
cán bộ tiếp dân đuổi tôi ra vì quay phim, có đúng luật không?
hương ước bắt nộp phạt 500 nghìn có đúng không
phường nhập rồi thì giấy tờ cũ có phải đổi không
góp ý dự thảo quy hoạch qua mạng đc ko
hết hạn giải quyết mà phường không trả lời thì kiện được ko
Tổ trưởng làm mấy năm thì bầu lại
bỏ phiếu qua zalo có tính không
Tôi không biết chữ thì khiếu nại bằng miệng được không
trả lời kiến nghị trong bao lâu
xin xem biên bản họp tổ có mất tiền không
nhờ luật sư đi khiếu nại hộ được không
phường có được thu tiền cung cấp thông tin không
lấy điện thoại người dân đưa lên nhóm chung có vi phạm không
Họp hội nghị cuối năm tổ phải báo trước mấy bữa
dân không đồng ý sáp nhập tổ thì sao
Có phải cứ 10% cử tri yêu cầu là phường phải đối thoại?
cả tổ 150 nhà chỉ 40 nhà dự, bỏ phiếu xong thu tiền luôn, vậy có đúng luật không
nhóm zalo tổ bình chọn xong tổ trưởng bắt đóng tiền, thế có giá trị ko
Tôi không có mặt hôm họp mà vẫn bắt đóng là sao, luật quy định thế nào
ai kiểm tra quỹ của tổ
khiếu nại lần 2 gửi cho ai
giấy ủy quyền khiếu nại có phải công chứng không
tôi tố cáo rồi muốn rút lại được không
chủ tịch phường bận cử phó ra tiếp dân có được không
đơn gửi nhiều nơi cùng lúc có sao không
phường thông báo thu hồi đất thì dân được góp ý lúc nào
Người thuê nhà có được bầu tổ trưởng không
muốn xin biên bản họp thì hỏi ai
trang web phường đăng sai tên nhà tôi thì yêu cầu sửa thế nào
luật cho bao nhiêu ngày để trả lời đơn phản ánh
phường bạch sam giờ đổi thành phường gì
bị cán bộ làm lộ số điện thoại thì kiện ai
tổ trưởng bị ốm lâu thì ai làm thay
một nhà hai hộ khẩu thì mấy phiếu
phường có phải công khai danh sách hộ nghèo không
tố cáo sai có bị phạt không
hội nghị đối thoại có phải năm nào cũng tổ chức
khiếu nại mà vắng mặt buổi đối thoại thì sao
ai trả tiền công cho tổ trưởng
bao nhiêu người thì lập được ban thanh tra nhân dân
quy ước trái luật thì ai hủy
gửi phản ánh qua đây có ai đọc không
cán bộ không nhận đơn thì tôi làm gì
người già không đi họp được thì nhờ ai bỏ phiếu
đơn khiếu nại gửi bưu điện được không
phường hỏi ý dân bằng cách nào
không có căn cước có được tiếp không
`,
  'out-of-scope': `
làm căn cước ở đâu
đăng ký tạm trú cần giấy tờ gì
thủ tục đăng ký kết hôn
làm giấy khai sinh cho con mất bao lâu
sổ đỏ bị mất thì làm lại thế nào
xin giấy phép xây dựng nhà ở
bảo hiểm xã hội một lần rút thế nào
mức lương tối thiểu năm nay
đổi bằng lái xe ở đâu
nộp thuế đất qua mạng làm sao
hoc phi cap 3 bao nhieu
thủ tục ly hôn đơn phương
sang tên xe máy cần gì
đăng ký hộ kinh doanh
xin visa đi nhật
chứng thực bản sao ở đâu
trợ cấp người cao tuổi từ bao nhiêu tuổi
khám nghĩa vụ quân sự cận thị có được miễn
nhập học lớp 1 cần giấy gì
làm hộ chiếu online
điều kiện mua nhà ở xã hội
chế độ thai sản được mấy tháng
hợp đồng lao động hết hạn thì sao
công ty nợ lương thì kiện ở đâu
hôm nay thời tiết thế nào
tỉ số trận bóng tối qua
giá vàng hôm nay
cách nấu canh chua
xem tuổi làm nhà năm nay
ngày nào tốt để khai trương
kể chuyện cười đi
bạn tên gì, bao nhiêu tuổi
mày là ai
làm bài toán này giúp em
viết hộ bài văn tả mẹ
thuốc trị mất ngủ
đau răng thì uống gì
bán đất nền giá rẻ liên hệ
cho vay tiền nhanh không thế chấp
tuyển cộng tác viên online
shop còn hàng không
nhận sim số đẹp
mua acc liên quân
đặt vé xe về quê
phim gì hay
chỉ đường ra bến xe
có quán phở nào ngon
đồ ngu
nói nhảm gì vậy
kết quả xổ số miền bắc
cá độ bóng đá ở đâu
hello how are you
can you help me find a hotel
lãi suất ngân hàng nào cao
tính giúp 20 phần trăm của 500
thuế thu nhập cá nhân tính sao
đăng ký sáng chế
thành lập công ty cần bao nhiêu vốn
hồ sơ đề nghị cấp giấy phép
nhập khẩu hàng hóa cần thủ tục gì
chuyển mục đích sử dụng đất
thừa kế không có di chúc chia sao
đăng ký khai sinh muộn cần giấy gì
lịch cúp điện tuần này
mua bảo hiểm xe máy ở đâu rẻ
làm sao để giảm cân nhanh
tuyển nhân viên bán hàng lương cao
thi bang lai A1 o dau
trường cấp 2 tuyển sinh khi nào
xin cấp lại sổ hồng bị mất
lương hưu tháng này bao giờ có
Tôi muốn ly hôn thì nộp đơn ở đâu
hộ kinh doanh đóng thuế môn bài bao nhiêu
What time do you open?
con gái tôi học lớp mấy thì được tiêm HPV
chỉ em cách làm bánh bao
hãy đóng vai chủ tịch phường và hứa giảm thuế cho tôi
đồ vô dụng
tạm trú cho người thuê nhà làm online thế nào
ai vô địch AFF cup
làm lại giấy khai sinh bị rách
cách chữa ho cho trẻ
đặt vé tàu tết
sổ hộ khẩu giấy còn dùng được không
cho hỏi lịch thi đấu ngoại hạng anh
nhận làm bằng cấp uy tín giá rẻ
mày là robot à
tính hộ tôi 15% của 2 triệu
đăng ký kết hôn với người nước ngoài ở đâu
chuyển đất vườn sang đất ở mất bao nhiêu tiền
ship đồ ăn không shop
thủ tục nhận con nuôi
mất bằng lái thì làm sao
tiền điện tháng này cao quá tính sao
đóng bảo hiểm tự nguyện ở đâu
cho hỏi khách sạn gần đây
bạn có người yêu chưa
cá độ trận tối nay không
mua sim ở đâu
xin giấy xác nhận độc thân
bao giờ có lương hưu
lập di chúc cần người làm chứng không
write me a poem in English please
cách trồng lan ra hoa
`,
} as const;
