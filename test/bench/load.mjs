/** A load generator in its own process: prepared HTTP requests over keep-alive sockets, one at a time per socket. Talks to 127.0.0.1 only. */
import net from 'node:net';

process.on('message', async ({ port, path, requests, sockets, perSecond }) => {
  const latencies = [];
  let failed = 0;
  let next = 0;
  const began = performance.now();
  const request = (r) =>
    Buffer.from(
      `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: keep-alive\r\ncontent-type: application/json\r\n${Object.entries(
        r.headers,
      )
        .map(([k, v]) => `${k}: ${v}\r\n`)
        .join('')}content-length: ${Buffer.byteLength(r.body)}\r\n\r\n${r.body}`,
    );
  const prepared = requests.map(request);
  const one = () =>
    new Promise((resolve, reject) => {
      const socket = net.connect(port, '127.0.0.1');
      socket.setNoDelay(true);
      let sent = 0;
      let text = '';
      const send = async () => {
        if (next >= prepared.length) return socket.end(resolve);
        const index = next++;
        if (perSecond) {
          const due = began + (index * 1000) / perSecond;
          const wait = due - performance.now();
          if (wait > 0) await new Promise((done) => setTimeout(done, wait));
        }
        sent = performance.now();
        socket.write(prepared[index]);
      };
      socket.on('connect', send);
      socket.on('error', reject);
      socket.on('data', (chunk) => {
        text += chunk.toString('latin1');
        const head = text.indexOf('\r\n\r\n');
        if (head < 0) return;
        const length = /content-length: (\d+)/i.exec(text);
        if (!length || text.length < head + 4 + Number(length[1])) return;
        if (!/^HTTP\/1\.1 20[02]/.test(text)) failed++;
        text = '';
        latencies.push(performance.now() - sent);
        send();
      });
    });
  await Promise.all(Array.from({ length: sockets }, one));
  latencies.sort((a, b) => a - b);
  const at = (q) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * q))];
  process.send({
    perSecond: (latencies.length * 1000) / (performance.now() - began),
    failed,
    p50: at(0.5),
    p99: at(0.99),
    max: at(1),
  });
});
