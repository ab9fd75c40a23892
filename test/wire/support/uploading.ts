import { connect, type Socket } from 'node:net';
import type { Answer, Body, CallOptions, WireDesk } from './wireDesk.js';

export type UploadPart = {
  readonly headers: readonly string[];
  readonly content: string | Buffer;
};

const BOUNDARY = '----WebKitFormBoundaryabc';
export const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`;

/** A part as browsers write it; `name` goes in as it is. */
export function file(content: string | Buffer, name = 'photo.png', type = 'image/png'): UploadPart {
  return {
    headers: [`Content-Disposition: form-data; name="file"; filename="${name}"`, `Content-Type: ${type}`],
    content,
  };
}

/** What botframework-directlinejs puts first. */
export function activity(fields: object | string, clientActivityID?: string): UploadPart {
  const content =
    typeof fields === 'string'
      ? fields
      : JSON.stringify({
          type: 'message',
          ...fields,
          ...(clientActivityID ? { channelData: { clientActivityID } } : {}),
        });
  const disposition = 'Content-Disposition: form-data; name="activity"; filename="blob"';
  return { headers: [disposition, 'Content-Type: application/vnd.microsoft.activity'], content };
}

export function multipart(parts: readonly UploadPart[]): Buffer {
  const pieces = parts.flatMap(({ headers, content }) => [
    Buffer.from(`--${BOUNDARY}\r\n${headers.map((header) => `${header}\r\n`).join('')}\r\n`),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...pieces, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

function uploadPath(conversationId: string): string {
  return `/v3/directline/conversations/${conversationId}/upload?userId=dl_somebody`;
}

export function upload(desk: WireDesk, chat: Body, body: readonly UploadPart[] | Buffer, options: CallOptions = {}) {
  return desk.call('POST', uploadPath(chat.conversationId), {
    token: chat.token,
    body: Buffer.isBuffer(body) ? body : multipart(body),
    ...options,
    headers: { 'Content-Type': MULTIPART, ...options.headers },
  });
}

/** Sends the head of an upload and some bytes of its body. */
export function beginUpload(
  desk: WireDesk,
  chat: Body,
  bytes: Buffer,
  length: number | 'chunked' = 10_000_000,
): Socket {
  const socket = connect(desk.port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(
    [
      `POST ${uploadPath(chat.conversationId)} HTTP/1.1`,
      'Host: desk',
      `Authorization: Bearer ${chat.token}`,
      `Content-Type: ${MULTIPART}`,
      length === 'chunked' ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`,
      '\r\n',
    ].join('\r\n'),
  );
  if (bytes.length > 0) socket.write(bytes);
  return socket;
}

export async function start(desk: WireDesk, headers: Record<string, string> = {}): Promise<Body> {
  const { body } = await desk.call('POST', '/v3/directline/tokens/generate', { body: {}, headers });
  await desk.call('POST', '/v3/directline/conversations', { token: body.token, body: {} });
  return body;
}

/** The whole transcript. */
export async function transcript(desk: WireDesk, { conversationId, token }: Body): Promise<Answer> {
  return desk.call('GET', `/v3/directline/conversations/${conversationId}/activities`, { token });
}
