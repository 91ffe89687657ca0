/** One file to the ward; XMLHttpRequest because only it tells how far an upload has come. */
const MAX_BYTES = 20 * 1024 * 1024;
const FAILED = 'Chưa gửi được tệp. Bác xem lại mạng rồi bấm “Gửi lại”.';

/**
 * @param hear.progress(percent) 0..100
 * @returns `{file}`, or `{error, again}`: `again` says whether trying once more may help
 */
export function upload(session, file, hear) {
  if (file.size === 0) return Promise.resolve({ error: 'Tệp này trống. Bác chọn tệp khác giúp tôi.' });
  if (file.size > MAX_BYTES)
    return Promise.resolve({ error: 'Tệp này lớn quá 20 MB. Bác chọn tệp nhỏ hơn giúp tôi.' });
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/chat/files?session=${encodeURIComponent(session)}`);
    request.responseType = 'json';
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) hear.progress(Math.round((100 * event.loaded) / event.total));
    };
    request.onload = () => {
      const body = request.response || {};
      if (request.status === 200 && body.file) resolve({ file: body.file });
      else
        resolve({
          error: typeof body.error === 'string' ? body.error : FAILED,
          again: request.status >= 500,
        });
    };
    request.onerror = () => resolve({ error: FAILED, again: true });
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}
