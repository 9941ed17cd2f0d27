// Sends a file with tus-js-client: node client.mjs OPTIONS.json. Tells each request as "METHOD status offset", then "done".
import crypto from 'node:crypto';
import fs from 'node:fs';
import https from 'node:https';
import * as tus from 'tus-js-client';

const o = JSON.parse(fs.readFileSync(process.argv[2]));
const bytes = fs.readFileSync(o.file);
const agent = new https.Agent({ keepAlive: true, minVersion: 'TLSv1.3', ca: fs.readFileSync(o.ca),
                                cert: fs.readFileSync(o.certificate), key: fs.readFileSync(o.key) });
let patches = 0;
const upload = new tus.Upload(bytes, {
    endpoint: o.url, uploadUrl: o.uploadUrl, chunkSize: o.chunk, retryDelays: [200, 500, 1000],
    httpStack: new tus.DefaultHttpStack({ agent }),
    // The client writes text only into its metadata, and a digest is no text.
    headers: { 'Upload-Metadata': o.metadata },
    onBeforeRequest: (request) => {
        if (request.getMethod() !== 'PATCH')
            return;
        const from = Number(request.getHeader('Upload-Offset'));
        const chunk = bytes.subarray(from, from + o.chunk);
        // tus-js-client knows nothing of the checksum extension.
        request.setHeader('Upload-Checksum', 'sha256 ' + crypto.createHash('sha256').update(chunk).digest('base64'));
        if (++patches > o.stopAfter) {
            console.log('killed');
            process.kill(process.pid, 'SIGKILL');
        }
    },
    onAfterResponse: (request, answer) =>
        console.log(request.getMethod(), answer.getStatus(), answer.getHeader('Upload-Offset') ?? ''),
    onError: (error) => { console.log('error', String(error)); process.exit(1); },
    onSuccess: () => { console.log('done', upload.url); agent.destroy(); },
});
upload.start();
