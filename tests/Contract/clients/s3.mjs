// S3 as the AWS SDK for JavaScript uses it, checksums by default included. Ends with 1 and the reason when a step fails.
import assert from "node:assert/strict";
import * as S3 from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

const { ENDPOINT: endpoint, ACCOUNT: account, ROOT_SECRET: secret } = process.env;
const settings = {
  endpoint,
  region: "eu-central-1",
  credentials: { accessKeyId: account, secretAccessKey: secret },
  maxAttempts: 1,
};
const s3 = new S3.S3Client({ ...settings, forcePathStyle: true });
const Bucket = `js-${account}`;

const caller = await new STSClient(settings).send(new GetCallerIdentityCommand({}));
assert.equal(caller.Account, account);

await s3.send(
  new S3.CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: "eu-central-1" } }),
);
const put = await s3.send(
  new S3.PutObjectCommand({ Bucket, Key: "a b/ü+1", Body: "hello", Metadata: { owner: "me" } }),
);
assert.ok(put.ChecksumCRC32, "the client's own checksum comes back");
const got = await s3.send(new S3.GetObjectCommand({ Bucket, Key: "a b/ü+1", ChecksumMode: "ENABLED" }));
assert.equal(await got.Body.transformToString(), "hello");
assert.deepEqual(got.Metadata, { owner: "me" });
await s3.send(new S3.CopyObjectCommand({ Bucket, Key: "copy", CopySource: encodeURI(`${Bucket}/a b/ü`) + "%2B1" }));

const upload = await s3.send(new S3.CreateMultipartUploadCommand({ Bucket, Key: "big", ChecksumAlgorithm: "CRC32" }));
const parts = [];
for (const [index, size] of [5 * 1024 * 1024, 10].entries()) {
  const part = { Bucket, Key: "big", UploadId: upload.UploadId, PartNumber: index + 1 };
  const sent = await s3.send(
    new S3.UploadPartCommand({ ...part, Body: Buffer.alloc(size, index), ChecksumAlgorithm: "CRC32" }),
  );
  parts.push({ PartNumber: index + 1, ETag: sent.ETag, ChecksumCRC32: sent.ChecksumCRC32 });
}
const whole = { Bucket, Key: "big", UploadId: upload.UploadId, MultipartUpload: { Parts: parts } };
assert.match((await s3.send(new S3.CompleteMultipartUploadCommand(whole))).ETag, /-2"$/);

const keys = [];
for await (const page of S3.paginateListObjectsV2({ client: s3, pageSize: 1 }, { Bucket })) {
  keys.push(...page.Contents.map((each) => each.Key));
}
assert.deepEqual(keys, ["a b/ü+1", "big", "copy"]);
await assert.rejects(s3.send(new S3.GetObjectCommand({ Bucket, Key: "none" })), S3.NoSuchKey);
const gone = await s3.send(
  new S3.DeleteObjectsCommand({ Bucket, Delete: { Objects: keys.map((Key) => ({ Key })) } }),
);
assert.equal(gone.Deleted.length, 3);
await s3.send(new S3.DeleteBucketCommand({ Bucket }));
