import { sha256 } from '../core/sha256.ts';
import type { Database } from '../db/client.ts';
import { upsertProfile } from '../users/profile.service.ts';

const sidePixels = 256;
/** More than any camera takes: a small file may decompress to an image that fills the memory. */
const maxPixels = 120_000_000;
const maxSeconds = 15;

/** Converts an upload to a square WebP of 256 pixels without metadata; undefined when it is not a readable image. */
export async function squareAvatar(upload: Buffer): Promise<Buffer | undefined> {
  if (!imageType(upload)) return undefined;
  // Loaded at the first upload: it takes 20 MB of every process.
  const { default: sharp } = await import('sharp');
  try {
    return await sharp(upload, { limitInputPixels: maxPixels, failOn: 'error', pages: 1 })
      .timeout({ seconds: maxSeconds })
      .autoOrient()
      .resize(sidePixels, sidePixels, { fit: 'cover' })
      .webp({ quality: 82 })
      .toBuffer();
  } catch {
    return undefined;
  }
}

/** The type by the first bytes; other formats that sharp reads (SVG, PDF) are refused. */
function imageType(file: Buffer): string | undefined {
  const head = file.subarray(0, 16).toString('latin1');
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (/^GIF8[79]a/.test(head)) return 'gif';
  if (/^RIFF[\s\S]{4}WEBP/.test(head)) return 'webp';
  return /^[\s\S]{4}ftypavi[fs]/.test(head) ? 'avif' : undefined;
}

export async function saveAvatar({ prisma }: Database, userId: number, image: Buffer): Promise<void> {
  const avatar_hash = sha256(image).slice(0, 16);
  const data = { avatar: new Uint8Array(image), avatar_hash };
  await upsertProfile(prisma, userId, data);
}

export async function removeAvatar({ prisma }: Database, userId: number): Promise<void> {
  await prisma.profile.updateMany({ where: { user_id: userId }, data: { avatar: null, avatar_hash: '' } });
}

interface Avatar {
  bytes: Buffer;
  hash: string;
}

export async function findAvatar({ prisma }: Database, userId: number): Promise<Avatar | undefined> {
  const select = { avatar: true, avatar_hash: true };
  const row = await prisma.profile.findUnique({ where: { user_id: userId }, select });
  return row?.avatar ? { bytes: Buffer.from(row.avatar), hash: row.avatar_hash } : undefined;
}
