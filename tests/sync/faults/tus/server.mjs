// @tus/server over TLS 1.3 with client certificates: node server.mjs OPTIONS.json. Tells its port as "listening PORT".
import crypto from 'node:crypto';
import fs from 'node:fs';
import https from 'node:https';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';

const o = JSON.parse(fs.readFileSync(process.argv[2]));
const server = new Server({ path: '/v1/packets', relativeLocation: true, datastore: new FileStore({ directory: o.folder }),
                            namingFunction: (request, metadata) => metadata.packetid });
const tls = { minVersion: 'TLSv1.3', key: fs.readFileSync(o.key), cert: fs.readFileSync(o.certificate),
              ca: o.authorities.map((file) => fs.readFileSync(file)), requestCert: true, rejectUnauthorized: true };
https.createServer(tls, (request, answer) => {
    answer.setHeader('X-Request-Id', crypto.randomUUID()); // each answer of central has one
    server.handle(request, answer);
}).listen(o.port, '127.0.0.1', function () { console.log('listening', this.address().port); });
