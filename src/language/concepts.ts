/**
 * Words of the field that mean the same thing to a resident: one line each, `name: phrase | phrase`.
 * From the acts' own terms and how people say them. Compared without accents.
 */
const SOURCE = `
to-dan-pho: tổ dân phố | thôn | khu phố | xóm | ấp | khu dân cư | cụm dân cư | làng | bản
to-truong: tổ trưởng | trưởng thôn | trưởng khu phố | ông tổ | bác tổ | tổ phó | trưởng xóm | trưởng ấp | trưởng bản
hop: họp tổ | họp thôn | họp dân | cuộc họp | họp xóm | họp khu | hội họp | đi họp | buổi họp | họp cộng đồng | họp bàn
bieu-quyet: biểu quyết | giơ tay | bỏ phiếu | bình chọn | phát phiếu | phiếu lấy ý kiến | bấm nút | bầu chọn | thăm dò | phiếu bầu | lá phiếu
ti-le: quá bán | quá nửa | hơn nửa | hai phần ba | 2 3 | tỷ lệ | tỉ lệ | bao nhiêu hộ | bao nhiêu phần trăm | mấy phần trăm | đa số | bao nhiêu phiếu | nhất trí | thông qua | đủ số
dong-gop: kêu đóng | bắt đóng | mỗi khẩu | mỗi đầu người | góp xây | tiền xây | tiền xóm | đóng góp | góp tiền | quyên góp | nộp tiền | đóng tiền | thu tiền | ủng hộ | góp quỹ | mỗi hộ đóng | mỗi nhà đóng | tiền đóng | tiền góp | đóng bao nhiêu | huy động | xã hội hóa | chia đầu người | bổ đầu
quy: quỹ tổ | quỹ của tổ | tiền quỹ | quỹ chung | quỹ thôn | quỹ cộng đồng
cong-khai: công khai | niêm yết | công bố | đăng tải | dán thông báo | bảng tin | cho dân biết | báo cho dân | thông tin cho dân | nói cho dân | dán lên | treo bảng | minh bạch | dán ra | dán giấy | dán công khai | cho dân xem | cho bà con xem | cho bà con biết | báo cho bà con | thông báo cho dân | đăng lên | đưa lên mạng
go-xuong: gỡ xuống | gỡ bỏ | tháo xuống | dán bao lâu | treo bao lâu | dán mấy ngày | niêm yết bao lâu | để bao lâu
lay-y-kien: lấy ý kiến | hỏi ý kiến | hỏi dân | hỏi ý dân | tham khảo dân | tham gia ý kiến | góp ý | đóng góp ý kiến | xin ý kiến | cho ý kiến
bao-lau: bao lâu | bao nhiêu ngày | mấy ngày | thời hạn | thời gian | mấy hôm | khi nào | bao giờ | mấy tuần | mấy tháng | hạn nào | hạn chót | tối đa | hạn mấy
loa: loa phường | loa phát thanh | loa truyền thanh | truyền thanh | phát thanh | đọc loa | phát loa | trên loa | đài phường
lo-thong-tin: lộ thông tin | lộ dữ liệu | rò rỉ | lọt thông tin
xoa: xóa dữ liệu | xóa thông tin | xóa hết | xóa số | muốn xóa
doi-thoai: đối thoại | gặp lãnh đạo | gặp gỡ lãnh đạo | gặp chủ tịch | trao đổi trực tiếp
ttnd: thanh tra nhân dân | ban thanh tra
gsdt: coi sóc công trình | trông coi công trình | theo dõi công trình | coi công trình | để mắt công trình | giám sát đầu tư | giám sát cộng đồng | ban giám sát | giám sát công trình
khieu-nai: khiếu nại | khiếu kiện | đơn khiếu
to-cao: tố cáo | tố giác | tố người
nac-danh: không đề tên | không để tên | thơ rơi | thư nặc danh | nặc danh | giấu tên | không ký tên | không ghi tên | ẩn danh | giấu mặt | không tên | dấu tên | thư rơi | không nêu tên | không xưng tên | vô danh
giu-kin: bí mật | giữ kín | lộ tên | lộ danh tính | bị lộ | tiết lộ | làm lộ | danh tính | lộ ra | biết tên
bao-ve: bảo vệ người | trả thù | trù dập | đe dọa | dọa nạt | trả đũa | bảo vệ tôi | được bảo vệ | bảo vệ khẩn cấp | hăm dọa
rut-don: rút đơn | rút khiếu nại | rút tố cáo | rút lại đơn | xin rút | rút lại
thoi-hieu: thời hiệu | còn kịp | quá hạn | hết hạn | hết thời hiệu | mấy tháng thì không còn | không còn quyền | muộn rồi
uy-quyen: đứng đơn | đứng tên thay | nhờ em | nhờ anh | nhờ cháu | nhờ vợ | nhờ chồng | nhờ bố | nhờ mẹ | ở nước ngoài | ủy quyền | thay mặt | đi thay | nhờ con | nhờ người | làm thay | đi hộ | đại diện cho | người đại diện | làm hộ
tiep-dan: tiếp dân | tiếp công dân | phòng tiếp dân | chỗ tiếp dân | trụ sở tiếp | lịch tiếp | nơi tiếp
tu-choi: từ chối | không tiếp | không nhận | trả lại đơn | không thụ lý | không chịu nhận
sap-nhap: sáp nhập | hợp nhất | nhập phường | nhập thành | nhập tổ | gộp tổ | gộp lại | chia tách | đổi tên | nhập vào | nhập lại
ngheo: hộ nghèo | cận nghèo | gia đình khó khăn | hoàn cảnh khó khăn | nhà nghèo | neo đơn
mien-giam: miễn giảm | được miễn | được giảm | miễn đóng | giảm tiền | khỏi đóng
qua-mang: zalo | facebook | mạng xã hội | nhóm chat | nhắn tin | online | trực tuyến | qua mạng | internet | telegram | trên mạng | tin nhắn | ứng dụng | email | thư điện tử | điện tử
mat-tien: mất đồng | tốn đồng | mất tiền | mất phí | lệ phí | chi phí | miễn phí | tính tiền | trả tiền | tốn tiền | thu phí
sai-thong-tin: thông tin sai | đăng sai | công bố sai | số liệu sai | đính chính | sai lệch | không đúng sự thật | công bố bị sai | sai sự thật | thông tin không đúng
ngay-nghi: cuối tuần | chủ nhật | thứ bảy | thứ bẩy | ngày lễ | ngày nghỉ | nghỉ lễ | tết | nghỉ tết
du-lieu: dữ liệu cá nhân | thông tin cá nhân | thông tin của tôi | dữ liệu của tôi
ngan-sach: ngân sách | thu chi | quyết toán | dự toán | chi tiêu
dat-dai: thu hồi đất | đền bù | bồi thường | giải phóng mặt bằng | quy hoạch | giá đất | lấy đất
huong-uoc: hương ước | quy ước | lệ làng
phat: phạt tiền | xử phạt | nộp phạt | bị phạt | phạt vạ | phạt dân
vang-mat: vắng mặt | không đi họp | không dự họp | không đến họp | không họp | đi làm xa | đi vắng | không dự | vắng họp | nghỉ họp
khong-dong-y: không đồng ý | không đồng tình | phản đối | không tán thành | không nhất trí | không chịu | không phục
thay-to-truong: miễn nhiệm | bãi nhiệm | thay tổ trưởng | cho thôi | thôi làm tổ trưởng | thay người | phế | truất | đổi tổ trưởng
nhiem-ky: nhiệm kỳ | mấy năm | bao nhiêu năm | khóa mấy
toa-an: tòa án | ra tòa | kiện ra | khởi kiện | kiện tòa | tòa nào
bien-ban: biên bản | giấy tờ ghi | ghi những gì
di-kien-ai: kêu ai | báo ai | hỏi ai | gửi ai | gặp ai | kiện ai | nói với ai | gửi đâu | gửi đến đâu | gửi cho ai | nộp ở đâu | gửi đơn ở đâu
de-xuat: sáng kiến | đề xuất | kiến nghị | đề nghị đưa ra | nêu ý
trieu-tap: triệu tập | gọi họp | gọi dân họp | đứng ra họp | mời họp | ai gọi | chủ trì
bao-truoc: báo trước | thông báo trước | gửi giấy mời | giấy mời | mời trước | trước mấy ngày | trước bao nhiêu ngày | báo họp
dai-dien-ho: đại diện hộ | đại diện gia đình | mỗi nhà | mỗi hộ | người nhà | cử một người | cả nhà | chủ hộ | mấy phiếu | một phiếu
tam-tru: tạm trú | ở trọ | thuê trọ | ở thuê | thuê nhà
bat-buoc: bắt buộc | phải theo | phải chấp hành | phải làm theo | ép | buộc phải | tự nguyện
trai-luat: trái luật | trái pháp luật | làm sai | sai luật | sai quy định | sai trình tự | bãi bỏ | hủy bỏ
cong-trinh: công trình | làm đường | đường làm | cống | rãnh | bê tông | nhà thầu | thi công | làm ẩu | làm dối | xây dựng
tra-loi: trả lời | phản hồi | hồi âm | phúc đáp | giải trình | giải thích | tiếp thu
chuyen: chuyển giúp | chuyển đơn | chuyển lên | gửi lên trên | không thuộc phường | không phải của phường | cấp trên
nhieu-noi: nhiều nơi | tứ tung | khắp nơi | nhiều cơ quan | nhiều chỗ | các nơi
hoan: tạm đình chỉ | đình chỉ thi hành | hoãn thi hành | xin hoãn | trong lúc chờ | trong khi chờ | thời gian chờ
thu-ly: thụ lý | tiếp nhận đơn | nhận đơn | xem xét đơn
lan-dau: lần đầu | lần một | lần 1
lan-hai: lần hai | lần 2 | khiếu nại tiếp | đi tiếp | không đồng ý với quyết định giải quyết
chu-tich: chủ tịch | lãnh đạo phường | người đứng đầu
thay-the: phó tiếp thay | cử phó | tiếp thay | ủy quyền cho phó
thu-thap: thu thập | lấy thông tin | ghi lại thông tin | hỏi số căn cước | khai thông tin
tam-nguoi: tiêu chuẩn | điều kiện làm | ai được làm | được bầu vào | vào ban
ghi-hinh: quay phim | ghi âm | livestream | quay video | quay clip | chụp ảnh
tiep-can: tiếp cận thông tin | cung cấp thông tin | xin bản chụp | bản sao | trích lục | sao chụp | xin văn bản
chu-ky: chữ ký | ký tên | điểm chỉ | ký tay | chữ ký số
gay-kho: gây khó dễ | nhũng nhiễu | hạch sách | hành dân | cửa quyền | sách nhiễu | khó dễ | thái độ
vi-pham: vi phạm | sai phạm | tiêu cực | làm bậy | dấu hiệu vi phạm
gian-lan: gian lận | giả chữ ký | ghi khống | giả mạo | ký thay | làm giả | sai lệch kết quả
cuoi-nam: cuối năm | tổng kết | định kỳ của cộng đồng | hội nghị của cộng đồng | hằng năm
mat-tran: mặt trận | ban công tác mặt trận | đoàn thể
tai-lieu: tài liệu | giấy tờ | văn bản | hồ sơ | dự thảo
khong-cong-khai: không công khai | giấu dân | chậm công khai | không niêm yết | không dán | mãi không thấy đăng | không thấy đăng | im lặng
dong-nguoi: nhiều người | đông người | tập thể | cùng ký | kéo đông
ky-luat: kỷ luật | khiển trách | cảnh cáo | cách chức | buộc thôi việc
hinh-su: tội phạm | hình sự | công an điều tra | khởi tố
nguoi-khieu-nai: người khiếu nại | người đi khiếu nại | người đứng đơn khiếu nại
nguoi-bi-khieu-nai: người bị khiếu nại
giai-quyet-khieu-nai: người giải quyết khiếu nại | giải quyết khiếu nại
nguoi-to-cao: người tố cáo | người đi tố cáo | người đứng đơn tố cáo
nguoi-bi-to-cao: người bị tố cáo | người bị tố
giai-quyet-to-cao: người giải quyết tố cáo | giải quyết tố cáo
nguoi-tiep-dan: người tiếp công dân | cán bộ tiếp dân | người tiếp dân
quyen-nghia-vu: quyền và nghĩa vụ | quyền nghĩa vụ | quyền gì và nghĩa vụ gì | quyền và trách nhiệm
khong-chu: không biết chữ | mù chữ | viết giùm | viết hộ | viết giúp | không biết viết | không viết được | trình bày miệng | nói miệng | bằng miệng | đọc cho ghi | ai viết đơn
giay-tuy-than: căn cước | chứng minh thư | giấy tờ tùy thân | số định danh | mang theo gì | giấy tờ gì
thanh-vien: vào ban | tham gia ban | làm thành viên | là thành viên | xin vào | bầu vào | có được vào
kien-phuong: muốn kiện | đi kiện | kiện phường | kiện ủy ban | kiện cái quyết định | kiện quyết định | thưa kiện | làm đơn kiện
chi-dao: chỉ đạo | chịu sự chỉ đạo | ai quản lý | thuộc ai
hom-thu: hòm thư | thùng thư | thư góp ý
cong-chuc: cán bộ | công chức | người có chức vụ
`;

/** concept name -> its phrases, each as folded words; folding is the caller's, so that this file stays data */
export const CONCEPTS: ReadonlyMap<string, readonly string[]> = new Map(
  SOURCE.trim()
    .split('\n')
    .map((line) => {
      const colon = line.indexOf(':');
      return [
        line.slice(0, colon),
        line
          .slice(colon + 1)
          .split('|')
          .map((p) => p.trim()),
      ] as const;
    }),
);
