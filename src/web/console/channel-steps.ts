/** How each channel is connected, step by step, for who looks after the machine; and what to look at when it fails. */

export interface Steps {
  readonly name: string;
  readonly steps: readonly string[];
  readonly cure: string;
}

/** `address`: the https address of this server, or words for it where it is not set. */
export function stepsOf(platform: string, address: string): Steps | null {
  switch (platform) {
    case 'telegram':
      return {
        name: 'Telegram',
        steps: [
          'Trong Telegram, tìm tài khoản BotFather (có dấu xanh), gõ /newbot, đặt tên cho bot của phường. BotFather đưa một mã dài.',
          'Trên máy chủ, ghi mã đó vào TELEGRAM_BOT_TOKEN (tệp .env). Không đưa mã cho ai.',
          'Máy chủ có địa chỉ https (PUBLIC_URL) thì đặt thêm TELEGRAM_WEBHOOK_SECRET, 16 ký tự trở lên, tự nghĩ.',
          'Khởi động lại chương trình. Máy tự báo địa chỉ nhận tin cho Telegram.',
          'Muốn trả lời ngay trong nhóm cán bộ: lập nhóm, thêm bot vào, ghi mã nhóm vào TELEGRAM_STAFF_CHAT_ID.',
        ],
        cure: 'Kiểm tra TELEGRAM_BOT_TOKEN và đường mạng của máy chủ tới Telegram, rồi khởi động lại chương trình.',
      };
    case 'zalo':
      return {
        name: 'Zalo (trang chính thức của phường)',
        steps: [
          'Phường cần có tài khoản Zalo OA đã xác thực, và một ứng dụng ở developers.zalo.me nối với OA đó.',
          'Ở trang ứng dụng, lấy mã ứng dụng và khoá bí mật: ghi vào ZALO_APP_ID và ZALO_APP_SECRET. Ghi mã OA vào ZALO_OA_ID.',
          `Ở mục Webhook của ứng dụng, ghi địa chỉ ${address}/webhook/zalo, rồi lấy "OA Secret Key": ghi vào ZALO_OA_SECRET_KEY (khác với khoá bí mật ở trên).`,
          'Người quản trị OA bấm cấp quyền cho ứng dụng, lấy mã làm mới (refresh token): ghi vào ZALO_REFRESH_TOKEN.',
          'Khởi động lại chương trình. Từ đó máy tự đổi mã, không phải làm lại.',
        ],
        cure: 'Kiểm tra mã ứng dụng và khoá bí mật của Zalo. Nếu Zalo báo mã làm mới hết hạn: vào trang quản lý ứng dụng Zalo lấy mã mới, đặt ZALO_REFRESH_TOKEN, rồi khởi động lại.',
      };
    case 'zalo-bot':
      return {
        name: 'Zalo Bot',
        steps: [
          'Trong Zalo, mở tài khoản Zalo Bot Manager, tạo bot cho phường. Zalo đưa một mã dài.',
          'Trên máy chủ, ghi mã đó vào ZALO_BOT_TOKEN, và tự nghĩ một ZALO_BOT_WEBHOOK_SECRET.',
          'Đặt PUBLIC_URL là địa chỉ https của máy chủ: Zalo cần địa chỉ này để gửi tin tới.',
          'Khởi động lại chương trình. Máy tự báo địa chỉ nhận tin cho Zalo.',
        ],
        cure: 'Kiểm tra ZALO_BOT_TOKEN, rồi khởi động lại chương trình.',
      };
    case 'web':
      return {
        name: 'Trò chuyện trên trang web',
        steps: [
          `Kênh này có sẵn. Đặt đường dẫn ${address}/chat lên trang web của phường, hoặc in mã QR dán ở nhà văn hoá.`,
        ],
        cure: 'Kênh này chạy ngay trên máy chủ của phường. Nếu lỗi, xin khởi động lại chương trình.',
      };
    default:
      return null;
  }
}

export const PLATFORMS_TO_CONNECT = ['web', 'telegram', 'zalo', 'zalo-bot'] as const;
