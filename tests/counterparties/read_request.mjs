// Reads a request as another wallet would, then an answer to it as another verifier would; and its DCQL query.
//
// Given: {request (a JSON text, or a compact JWS), answer (a JWE), key (a private JWK)}.
// Answers: {client, version, signed, query, presentations}: who asks, and how; what it asks for; what came back.

import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {Openid4vpClient, Openid4vpVerifier} from '@openid4vc/openid4vp';
import {DcqlQuery} from 'dcql';
import {compactDecrypt, decodeJwt, importJWK} from 'jose';
import {createHash} from 'node:crypto';

import {answer, given} from './reading.mjs';

const verifyJwt = async ({didUrl}, {compact}) => {
  const [header, payload, signature] = compact.split('.');
  const publicKeyMultibase = didUrl.split('#')[1];
  const key = await Ed25519Multikey.from({publicKeyMultibase, type: 'Multikey', controller: '', id: ''});
  const verified = await key.verifier().verify({
    data: Buffer.from(`${header}.${payload}`), signature: Buffer.from(signature, 'base64url')
  });
  return {verified, signerJwk: await key.export({publicKey: true})};
};

const decryptJwe = async jwe => {
  const {plaintext} = await compactDecrypt(jwe, await importJWK(given.key, 'ECDH-ES'));
  return {decrypted: true, decryptionJwk: given.key, payload: new TextDecoder().decode(plaintext)};
};

const callbacks = {
  verifyJwt, decryptJwe, hash: (data, name) => createHash(name.replace('-', '')).update(data).digest(),
  getX509CertificateMetadata: () => { throw new Error('There is no certificate here.'); },
  fetch: () => { throw new Error('There is no network here.'); }
};

const isSigned = !given.request.startsWith('{');
const authorizationRequestPayload = isSigned
  ? {client_id: decodeJwt(given.request).client_id, request: given.request}
  : JSON.parse(given.request);
const asked = await new Openid4vpClient({callbacks}).resolveOpenId4vpAuthorizationRequest(
  {authorizationRequestPayload});
const query = DcqlQuery.parse(asked.dcql.query);
DcqlQuery.validate(query);

const {dcql} = await new Openid4vpVerifier({callbacks}).parseOpenid4vpAuthorizationResponse({
  authorizationResponse: {response: given.answer},
  authorizationRequestPayload: asked.authorizationRequestPayload,
  callbacks
});
answer({
  client: asked.client, version: asked.version, signed: Boolean(asked.jar), query, presentations: dcql.presentations
});
