import { compile, lexicon } from './matcher.ts';
import type { Emergency, Token } from './types.ts';

/**
 * Danger to life now: 114 fire, 113 crime, 115 medical, 111 children. Phrases of something going on, so that a burnt-out
 * lamp, a question about a rule or a story of last year does not raise the alarm.
 */
const DANGER = lexicon(`
fire: khói bốc | bốc khói | cuốn trôi | đang cháy | cháy nhà | nhà cháy | cháy lớn | cháy to | bốc cháy | cháy rồi | có cháy | cháy chợ | cháy xưởng | cháy xe | xe cháy | cháy rừng | cháy kho | cháy ở | hỏa hoạn | nổ bình ga | nổ ga | rò ga | xì ga | mùi ga nồng | lửa cháy | lửa bốc | cháy lan | cháy dữ | kẹt trong đám cháy | chập điện cháy | bị đuối nước | đuối nước | sập nhà | nhà sập | kẹt trong nhà | kẹt thang máy | lũ cuốn | bị nước cuốn | mùi ga | mùi gas | cháy nhà | cháy quán | cháy bếp | bình ga cháy | cháy … cứu
crime: đánh nhau … máu | cầm dao rượt | rượt chém | đang đánh nhau | đang đâm | đâm chém | chém nhau | chém người | bị chém | bị đâm | cầm dao | cầm mã tấu | vác dao | có súng | nổ súng | bắn nhau | đang cướp | cướp giật | bị cướp | bị giật | có cướp | trộm đang | đang trộm | trộm vào nhà | trộm trong nhà | kẻ lạ … phá cửa | đang phá cửa | phá khóa | bắt cóc | bị bắt cóc | hiếp | cưỡng hiếp | đang hành hung | hành hung | giết người | dọa giết | đòi giết | đang đánh vợ | đánh vợ | chồng đánh | bị chồng đánh | đánh tôi | đang bị đánh | bị hành hung | bạo lực gia đình | khống chế | cứu tôi với | cứu với | kêu cứu | đập phá nhà | chồng … đánh tôi | đang đánh tôi | đánh vợ con | đánh nhau to | đánh nhau dữ | đánh nhau có dao | đánh nhau đổ máu
medical: chó dại cắn | ngã không dậy được | cấp cứu | ngất xỉu | bất tỉnh | không thở | khó thở | ngừng thở | ngừng tim | đột quỵ | tai biến | co giật | chảy máu nhiều | máu chảy nhiều | bị tai nạn | tai nạn giao thông | tai nạn nặng | người bị thương | bị thương nặng | ngộ độc | uống thuốc sâu | uống thuốc trừ sâu | tự tử | tự sát | nhảy cầu | rắn cắn | điện giật | bị điện giật | sắp sinh | đau đẻ | gọi xe cấp cứu | sốc phản vệ | nhồi máu | muốn chết | không muốn sống
child: cô giáo đánh | thầy giáo đánh | cô đánh con tôi | thầy đánh con tôi | đánh con bé | đánh thằng bé | mất trẻ | lạc trẻ | khóc thét | đánh trẻ | đánh cháu bé | đánh con | bạo hành trẻ | trẻ bị bạo hành | cháu bé bị | trẻ em bị | bé bị đánh | bé gái bị | bé trai bị | bị cha đánh | bị bố đánh | bị mẹ đánh | cha dượng | mẹ kế | xâm hại | dâm ô | sàm sỡ | bỏ đói | nhốt cháu | nhốt trẻ | nhốt con | trẻ bị bỏ rơi | bỏ rơi trẻ | bỏ rơi con | đứa bé bị bỏ | trẻ lạc | cháu bị lạc | lạc mất con | mất tích | trẻ đi lạc | hành hạ cháu | hành hạ con | hành hạ trẻ | bố dượng đánh | bị bố dượng | bị cha dượng | bị mẹ kế | con tôi bị lạc | lạc mất
now: đang | ngay bây giờ | bây giờ | cứu | cứu với | gấp | khẩn cấp | khẩn | mau | nhanh | lúc này | vừa | mới | ngay | gọi giúp | gọi ngay | ai đó | trời ơi | help | sos | tối nay | sáng nay | hiện giờ | cấp cứu | liền
sure: đánh nhau … máu | cầm dao rượt | rượt chém | chó dại cắn | ngã không dậy được | cô giáo đánh | thầy giáo đánh | cô đánh con tôi | thầy đánh con tôi | đánh con bé | đánh thằng bé | mất trẻ ở | lạc trẻ | đang cháy | cháy nhà | nhà cháy | cháy lớn | cháy to | hỏa hoạn | nổ ga | nổ bình ga | đuối nước | kẹt trong nhà | bốc cháy | cháy lan | cháy chợ | cháy xưởng | cháy dữ | lửa cháy | lửa bốc | rò ga | xì ga | chém nhau | chém người | đâm chém | bị chém | bị đâm | có súng | nổ súng | bắt cóc | giết người | dọa giết | cứu tôi với | kêu cứu | đang bị đánh | chồng đánh | bị chồng đánh | đang hành hung | hiếp | cưỡng hiếp | trộm đang | trộm trong nhà | đang cướp | bị cướp | ngất xỉu | bất tỉnh | không thở | ngừng thở | ngừng tim | đột quỵ | co giật | chảy máu nhiều | uống thuốc sâu | uống thuốc trừ sâu | tự tử | tự sát | nhảy cầu | điện giật | bị thương nặng | gọi xe cấp cứu | không muốn sống | muốn chết | ngộ độc | đánh trẻ | bạo hành trẻ | trẻ bị bạo hành | bé bị đánh | cháu bé bị | xâm hại | dâm ô | nhốt cháu | nhốt trẻ | bỏ đói | lạc mất con | trẻ lạc | hành hạ trẻ | hành hạ con | bị bố đánh | bị cha đánh | bị mẹ đánh | khó thở | đang có cướp | có cướp | mùi ga nồng | mùi gas nồng | bị lạc ở | cháu bị lạc | con tôi bị lạc | lạc mất | bố dượng đánh | bị bố dượng | bị cha dượng | bị mẹ kế | chồng … đánh tôi | đang đánh tôi | đánh vợ con | đánh nhau to | đánh nhau dữ | đánh nhau đổ máu | đánh nhau có dao | cầm dao | vác dao | cầm mã tấu | cháy quán | cháy kho | cháy xe | bị tai nạn nặng | tai nạn … bị thương | tai nạn … chết | sắp sinh | đau đẻ | rắn cắn | sập nhà | nhà sập | kẹt thang máy | bị nước cuốn | lũ cuốn | mất tích
calm: năm ngoái | năm trước | tháng trước | tuần trước | hôm trước | bữa trước | ngày xưa | hồi trước | hồi xưa | đã dập | dập rồi | luật | quy định | thủ tục | phương án | diễn tập | tập huấn | tuyên truyền | phòng cháy | chữa cháy | bóng … cháy | đèn … cháy | cháy bóng | cháy đèn | lớp học | đề xuất | đề nghị lắp | đóng góp | bị phạt | hồ sơ | tiếp dân | người tố cáo | bảo vệ người | camera | nguy cơ | dễ cháy | có thể cháy | sợ cháy | kiến nghị | ai chịu trách nhiệm | nếu | bồi thường | bị xử lý | xử phạt | phạt bao nhiêu | mức phạt | hôm qua | tháng rồi | năm rồi | nghe nói | ngày trước
`);

const matcher = compile(DANGER);
/** people in danger write little, even when they ask ("cháy nhà rồi gọi ai") */
const SHORT = 12;
const KINDS: readonly Emergency[] = ['fire', 'medical', 'child', 'crime'];

/** @param tokens the whole message; @param rule the message asks what holds rather than tells */
export function emergencyOf(tokens: readonly Token[], rule: boolean): Emergency | undefined {
  const found = matcher.find(tokens);
  const n = (cue: string) => found.get(cue)?.length ?? 0;
  const sure = n('sure') > 0;
  if (n('calm') > 0 || (rule && !(sure && tokens.length <= SHORT))) return undefined;
  const kind = KINDS.filter((k) => n(k) > 0).sort((a, b) => n(b) - n(a))[0];
  if (kind === undefined) return undefined;
  return sure || n('now') > 0 ? kind : undefined;
}
