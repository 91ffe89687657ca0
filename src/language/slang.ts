/**
 * How people shorten in chat, and how they say things in the regions: data only.
 * Gathered from ordinary usage (ward, group, papers; north, centre, south), not from single messages.
 */

/** One word exactly as typed (lower case, NFC) -> what it means. No form here is an ordinary syllable of its own. */
export const WORDS: ReadonlyMap<string, string> = table(`
không: nỏ | k | ko | kh | hk | hok | hông | hổng | hỏng hông | khum | khom | kol | khg | khog | khoong
không phải: kp
được: dc | đc | dk | đk | dx | đx | dcj | đuoc | đươc | đượ
gì: j | gj | zì | ji
vậy: z | zay | zậy | dzay | dzậy | v | zj | zị | dị | vị | dợ
với: vs | zới | zoi | vơi
quá: wa | wá | qá
rồi: r | rùi | ròi | rj | gòi | roài
biết: bik | bit | bít | bjt | bjk | bt | bíc
như thế nào: ntn | nthn | nhtn
người: ng | ngừi | nguoif
người ta: ngta | nta | ngt
người dân: ngdan | ngdân
nhân dân: nd | ndan | nhơn dân
cán bộ: cb | cbo | cbộ | cánbộ
công chức: cchuc | cccv
phường: p | f | ph | phg | fường | fuong | phừng | fuờng
ủy ban: ub
ủy ban nhân dân: ubnd | uynd | ubnđ
ủy ban nhân dân phường: ubndp
hội đồng nhân dân: hdnd | hđnd
mặt trận tổ quốc: mttq | mtrttq
ủy ban mặt trận tổ quốc: ubmttq | ubmt
ban công tác mặt trận: ctmt | btctmt | bctmt
tổ dân phố: tdp | tdfo
khu dân cư: kdc
khu phố: kp | kpho
tổ trưởng tổ dân phố: tttdp | ttdp
tổ trưởng: ttr | totruong | ttrg
nhà văn hóa: nvh | nhvh
thanh tra nhân dân: ttnd
ban thanh tra nhân dân: bttnd
giám sát đầu tư: gsdt | gsđt
giám sát đầu tư của cộng đồng: gsdtcd | gsđtcđ
ban giám sát đầu tư của cộng đồng: bgsdtcd | bgsđtcđ | bgsđt
khiếu nại: kn | knai | knại
khiếu nại tố cáo: kntc
kiến nghị: knghi | knghị | kng
phản ánh kiến nghị: pakn | knpa
tố cáo: tc
phản ánh: pa | p.a | pánh
quyết định: qd | qđ | qdinh | qđịnh
quyết định hành chính: qdhc | qđhc
bảo hiểm y tế: bhyt
bảo hiểm xã hội: bhxh
bảo hiểm thất nghiệp: bhtn
giấy phép lái xe: gplx
bằng lái xe: blx
giấy phép xây dựng: gpxd
sổ hộ khẩu: shk
online: onl
họp: hp
căn cước: cccd | cmnd | cmt | cmtnd
kết quả: kq | kqua | kquả
bao nhiêu: bn | bnh | bnhieu | bnhiu | bnhiêu | bnhiu
bao lâu: blau | bl
việc: vc | vjec | vjệc | vịc
làm: lm | mần
trước: trc | trk | trươc | trướk
trường: trg
trong: trog | tr
yêu cầu: yc | y/c | ycau
kiểm tra: ktra | kt
nhân viên: nv
dữ liệu: data | dl | dlieu | dliệu
dữ liệu cá nhân: dlcn
em: e | iem | iêm
bạn: b | pạn
tôi: t | tui | tôj | toy
mình: mk | mjk | mik | mjnh
thông báo: tb | tbao | tbáo
thông tin: tt | ttin | thtin
tiếp cận thông tin: tctt
hồ sơ: hs | hsơ | hso
danh sách: ds | dsach | dsách
gia đình: gđ | gđình | gdinh
số điện thoại: sdt | sđt
điện thoại: đt | dthoai | đthoại
biên bản: bb | bban | bbản
báo cáo: bc | bcao | bcáo
đóng góp: đgop | đgóp | dgop
pháp luật: pl | pluat | pluật
nghị định: nđ
chủ tịch: ct | ctich | ctịch
chủ tịch phường: ctp
nghĩa vụ quân sự: nvqs
vệ sinh môi trường: vsmt
môi trường: mtrg | mtruong
giải phóng mặt bằng: gpmb
giải quyết: gq | gquyet | gquyết
hành chính: hc | hchinh
thủ tục hành chính: tthc
thủ tục: ttuc | thtuc
ngân sách: ns | nsach | nsách
tiếp công dân: tcd
công dân: cdan | cdân
nhắn tin: nt | ntin | ib | inbox | inb
trả lời: rep | tl | tloi | tlời | reply
cảm ơn: camon | cmon | tks | thanks | thank | thx | thks | thanh kiu | arigato
xin chào: helo | hello | hi | alo | hey | hế lô | helu | heloo | hé lô | chàoo
luôn: lun
nhiều: nhìu | nhìuu | nhju | nhiu
cũng: cx | cg | cũg | cug
nữa: nx | nưã
chưa: chx | chưaa
vẫn: vx
giờ: h | giòw
hôm nay: hnay | hnai | hmay
hôm qua: hqua | hqa
ngày mai: nmai
thì: thj | thỳ
sao: s | seo
giúp: júp | zúp | giúpp | giùm | dùm | zùm
đường: đg | dg
địa chỉ: đ/c | d/c | đchi | đchỉ | dchi
liên hệ: lhe | lh | lhệ
khó khăn: kkhan | kkhăn
zalo: zl | dalo | zlo | dzalo
facebook: fb | phây
mạng xã hội: mxh
trường hợp: th | t/h
quy chế: qche | qc
trách nhiệm: trnhiem | tnhiem
đúng: đ' | đúg
nước: nc | nuoc | nưóc
cái gì: kái | cáj
thành phố: tp
đề nghị: đn | đnghi | đnghị
đề xuất: đx | dxuat | đxuất
hội nghị: hnghi | hnghị
nhiệm kỳ: nky | nkỳ
vi phạm: vphạm | vipham
quản lý: ql | qly | qlý
chính quyền: cq | cqđp
tổ chức: tchuc | tchức
đại diện: đdien | đdiện
ý kiến: ykien | ýk | ykiến
lấy ý kiến: lyk
nhân: nhơn
chính: chánh
thế: rứa
sao: răng
này: nì
đó: nớ
bây giờ: chừ
hôm: bữa | hổm | bựa
ông ấy: ổng
bà ấy: bả
xem: ngó | coi
về: dìa | dzìa
vào: dô | zô | dzô
bẩn: dơ
dùng: xài
chứ: chớ
nhỉ: hỉ
nhé: nghen | nhen | hén | nhá | nhoa
đằng: đàng
nhanh: lẹ
thằng: thg
con: kon
cho: chô
quyết toán: qtoan | qtoán
dự toán: dtoan
đơn: đon
tiền: xiền | tìn
`);

/** Phrases, as typed without accents -> as meant. Read before single words. */
export const PHRASES: readonly Phrase[] = [
  ...table(`
kết nối với: kn vs | kn voi
nào cũng: mo cung
làm gì: man chi | lam chi
làm sao: man rang | lam rang
sao: rang rua | rang ri
vì sao: vi rang | can chi ma
sao mà: rang ma
những chi phí: nhung chi phi
những chi tiết: nhung chi tiet
những gì: nhung chi
chuyện gì: chuyen chi
điều gì: dieu chi
giấy gì: giay chi
cây gì: cay chi
viết gì: viet chi
gì vậy: chi vay
ra sao: ra rang
tới đâu: toi mo
đến đâu: den mo
hôm nào: hom mo | bua mo
ngày nào: ngay mo
ai nào: ai mo
cái gì: cai chi | chi rua | cai chi rua
việc gì: viec chi
có gì: co chi
khi nào: chung mo | khi mo | luc mo | hoi mo | chung nao | khi no | bao giơ | chung mo nua
ở đâu: o mo | cho mo
đi đâu: di mo
mấy hôm nay: may bua ni | hom ray | may bua nay | bua ray | may bua rày
bây giờ: bay chu | gio ni
nước sinh hoạt: nc sinh hoat
nói chuyện với: nc vs | nc voi
nói chuyện: nc truc tiep | nc rieng
đơn tố cáo: don tc
người tố cáo: ng tc | nguoi tc
thanh toán: tt tien
tổ trưởng: tt to | to trg | tt tdp
phải không: phai hong | phai hem | phai hok | phai hông
đúng không: dung hong | dung hem
được không: duoc hong | duoc hem
tổ dân phố: to dp
công trường: cong trg xay
trường hợp: trg hop
thị trường: thi trg
môi trường: moi trg
hiện trường: hien trg
chủ trương: chu trg
zalo: da lo | za lo | gia lo | da-lo
facebook: phay buc | phay but | phet buc
telegram: te le gram
cảm ơn: cam on | cam ta | doi on | đoi on | da ta
xin chào: xin chao | a lo | hi lo | he lo
căn cước công dân: the can cuoc
đút túi: dut tui
bỏ túi: bo tui
nhét túi: nhet tui
túi riêng: tui rieng
`),
].map(([from, to]) => ({ from: from.split(' '), to: to.split(' ') }));

export interface Phrase {
  readonly from: readonly string[];
  readonly to: readonly string[];
}
/** `meaning: form | form`, a line each. */
function table(source: string): Map<string, string> {
  const out = new Map<string, string>();
  for (const line of source.normalize('NFC').trim().split('\n')) {
    const colon = line.indexOf(':');
    const meaning = line.slice(0, colon).trim();
    for (const form of line.slice(colon + 1).split('|')) if (form.trim()) out.set(form.trim(), meaning);
  }
  return out;
}
