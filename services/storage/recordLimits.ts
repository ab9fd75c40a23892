/** The port's limits: 256 KB of JSON, and names of 512 characters. */
const MAX_VALUE_BYTES = 262_144;
const MAX_NAME_LENGTH = 512;

/** How many expired records one sweep drops. */
export const SWEEP_LIMIT = 1_000;

/** Throws RangeError for a value that is too large. */
export function checkSize(json: string): string {
  const bytes = Buffer.byteLength(json);
  if (bytes > MAX_VALUE_BYTES) throw new RangeError(`records: a value of ${bytes} bytes, at most ${MAX_VALUE_BYTES}`);
  return json;
}

/** Throws RangeError for the name of a collection or the key of a record that is too short or too long. */
export function checkName(name: string): string {
  if (name.length < 1 || name.length > MAX_NAME_LENGTH) {
    throw new RangeError(`records: a name of ${name.length} characters, expected 1 to ${MAX_NAME_LENGTH}`);
  }
  return name;
}
