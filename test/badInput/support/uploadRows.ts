import { png } from '../../evidence/support/samples.js';
import { activity, file, MULTIPART, multipart } from '../../wire/support/uploading.js';
import { badBody, ENCODED, NOT_JSON, type Row, TYPES, UNSAFE } from './httpErrors.js';

/** Uploads that are no upload; what is wrong with a file itself, the bot tells. */
export function uploadRows(): readonly Row[] {
  const row = (
    what: string,
    body: Buffer | string,
    [...expected]: readonly [number, string, string],
    type = MULTIPART,
  ): Row => [
    `an upload: ${what}`,
    ({ chat }) => ['POST', chat.path('upload'), { token: chat.token, body, headers: { 'Content-Type': type } }],
    ...expected,
  ];
  const words = activity({ text: 'bad upload' });
  const notMultipart = [400, 'notMultipart', 'The body is not the multipart that its Content-Type says.'] as const;
  const notMultipartType = [415, 'notMultipartType', 'Send the body as multipart/form-data.'] as const;
  const many = Array.from({ length: 21 }, (_, index) => file(png(index)));
  return [
    row('as JSON', '{}', notMultipartType, 'application/json'),
    row('without a boundary', multipart([words]), notMultipart, 'multipart/form-data; x=y'),
    row('with another boundary', multipart([words]), notMultipart, 'multipart/form-data; boundary=other'),
    row('cut off', multipart([words, file(png())]).subarray(0, 300), notMultipart),
    row('without an activity', multipart([file(png())]), [400, 'noActivity', 'The body has no part named activity.']),
    row('two activities', multipart([words, words]), [400, 'twoActivities', 'The body has more than one activity.']),
    row('an activity that is not JSON', multipart([activity('{')]), NOT_JSON),
    row('an activity with __proto__', multipart([activity('{"__proto__":1}')]), UNSAFE),
    row('an activity without a type', multipart([activity('{}')]), badBody(TYPES)),
    row('an activity of 1 MB and more', multipart([activity(`"${'x'.repeat(1024 * 1024)}"`)]), [
      413,
      'partTooLarge',
      'The part activity is over 1024 KB.',
    ]),
    row('21 files', multipart([words, ...many]), [413, 'tooManyParts', 'The body has more than 20 parts.']),
    [
      'an upload: compressed',
      ({ chat }) => [
        'POST',
        chat.path('upload'),
        {
          token: chat.token,
          body: multipart([words]),
          headers: { 'Content-Type': MULTIPART, 'Content-Encoding': 'gzip' },
        },
      ],
      ...ENCODED,
    ],
    [
      'an upload: 65 MB, as its header says',
      ({ chat }) => [
        'POST',
        chat.path('upload'),
        {
          token: chat.token,
          headers: { 'Content-Type': MULTIPART, 'Content-Length': String(65 * 1024 * 1024), Connection: 'close' },
        },
      ],
      413,
      'bodyTooLarge',
      'The body is over 64 MB.',
    ],
  ];
}
