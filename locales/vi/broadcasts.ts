/** What is sent to many, and how to stop it. */
export const broadcasts = {
  'broadcast.file': 'Tệp {name}: {url}',
  'broadcast.stop': 'Không muốn nhận nữa, bác nhắn: {words}',
  'broadcast.stop-thong-bao': 'dừng tin chung',
  'broadcast.stop-hop': 'dừng tin họp',
  'broadcast.stop-nhac': 'dừng tin nhắc',
  'broadcast.stop-lay-y-kien': 'dừng tin góp ý',
  'stop.kind-off': 'Đã tắt {kind}. Các tin khác vẫn tới. Muốn nhận lại, bác nhắn "nhận {kind}".',
  'stop.kind-on': 'Đã bật lại {kind}. Muốn thôi, bác nhắn "dừng {kind}".',
  'stop.kind-thong-bao': 'tin chung',
  'stop.kind-hop': 'tin họp',
  'stop.kind-nhac': 'tin nhắc',
  'stop.kind-lay-y-kien': 'tin góp ý',
} as const;
