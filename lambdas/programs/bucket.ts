import { AwsClient } from 'aws4fetch';

/** Immutable texts by key, in the cell's bucket: programs under their hash, catalogs under their version. */
export interface TextBucket {
  /** The text, or undefined where there is none of this key. Throws where the bucket does not answer. */
  get(key: string): Promise<string | undefined>;
  put(key: string, text: string): Promise<void>;
}

export const programKey = (hash: string) => `programs/${hash}.json`;
export const catalogKey = (version: string) => `catalogs/${version}.json`;

/**
 * The bucket over S3's REST API, signed. The S3 client of the SDK would more than double the check function for this one
 * GET. `AWS_ENDPOINT_URL` is the SDK's own variable for another endpoint; where it is set, the bucket stands in the path.
 */
export function textBucket(bucket: string): TextBucket {
  const {
    AWS_REGION = 'us-east-1',
    AWS_ACCESS_KEY_ID = '',
    AWS_SECRET_ACCESS_KEY = '',
    AWS_SESSION_TOKEN,
    AWS_ENDPOINT_URL,
  } = process.env;
  const client = new AwsClient({
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
    region: AWS_REGION,
    service: 's3',
    retries: 3,
  });
  const base = AWS_ENDPOINT_URL ? `${AWS_ENDPOINT_URL}/${bucket}` : `https://${bucket}.s3.${AWS_REGION}.amazonaws.com`;
  return {
    async get(key) {
      const response = await client.fetch(`${base}/${key}`);
      if (response.status === 404) return undefined;
      if (!response.ok) throw new Error(`reading ${key} from ${bucket}: status ${response.status}`);
      return response.text();
    },
    async put(key, text) {
      const response = await client.fetch(`${base}/${key}`, {
        method: 'PUT',
        body: text,
        headers: { 'content-type': 'application/json' },
      });
      if (!response.ok) throw new Error(`writing ${key} to ${bucket}: status ${response.status}`);
    },
  };
}
