import type { Indexed } from '../../src/language/index.ts';

/** A small knowledge of its own, so that these tests do not hang on the real one. */
export const ENTRIES: readonly Indexed[] = [
  entry(
    'hop-bao-truoc',
    'Họp tổ dân phố',
    'Họp tổ dân phố phải báo trước mấy ngày?',
    ['mấy ngày thì phải gửi giấy mời họp', 'báo họp trước bao lâu'],
    'Ít nhất hai ngày trước khi họp.',
    '3',
  ),
  entry(
    'hop-vang',
    'Họp tổ dân phố',
    'Không đi họp tổ thì có phải theo quyết định không?',
    ['vắng họp có phải làm theo', 'nhà tôi không dự họp có bắt buộc đóng tiền'],
    'Có. Quyết định đã thông qua thì mọi hộ theo, kể cả hộ vắng mặt.',
    '21',
  ),
  entry(
    'ty-le',
    'Họp tổ dân phố',
    'Bao nhiêu hộ đồng ý thì được thông qua?',
    ['quá bán hay hai phần ba', 'cần mấy phần trăm số nhà'],
    'Tính trên tổng số hộ của tổ.',
    '21',
  ),
  entry(
    'kn-thoi-hieu',
    'Khiếu nại',
    'Được khiếu nại trong bao lâu?',
    ['thời hiệu khiếu nại', 'sau mấy tháng thì hết quyền khiếu nại'],
    'Chín mươi ngày kể từ ngày nhận được quyết định.',
    '9',
    '02/2011/QH13',
  ),
  entry(
    'kn-zalo',
    'Khiếu nại',
    'Gửi khiếu nại qua Zalo được không?',
    ['nhắn tin cho bot có phải nộp đơn khiếu nại', 'đơn khiếu nại phải ghi gì'],
    'Không. Phải có đơn ký tên hoặc đến trình bày trực tiếp.',
    '8',
    '02/2011/QH13',
  ),
  entry(
    'tc-nac-danh',
    'Tố cáo',
    'Tố cáo giấu tên có được xem xét không?',
    ['đơn tố cáo không ký tên', 'thư nặc danh có ai xử lý'],
    'Không thụ lý, nhưng có chứng cứ rõ thì vẫn được kiểm tra.',
    '25',
    '25/2018/QH14',
  ),
  entry(
    'ck-gi',
    'Công khai',
    'Phường phải công khai những gì cho dân?',
    ['dân được biết những thông tin nào', 'bảng tin phường phải dán gì'],
    'Mười bốn nội dung.',
    '11',
  ),
];

function entry(
  id: string,
  topic: string,
  question: string,
  wordings: string[],
  answer: string,
  article: string,
  act = '10/2022/QH15',
): Indexed {
  return { id, topic, question, wordings, answer, detail: '', cites: [{ act, article }] };
}
