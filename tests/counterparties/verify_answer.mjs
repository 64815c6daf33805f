// Opens an answer to a request with jose, and has each presentation in it verified by the library of its suite.
//
// Given: {answer, key (a private JWK), nonce, audience, contexts (by URL)}.
// Answers: {plain, verified, errors, shown}: the text that was encrypted; what the libraries say; what they read.

import * as bbs2023 from '@digitalbazaar/bbs-2023-cryptosuite';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import * as ecdsaSd2023 from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {cryptosuite as ecdsaRdfc2019} from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import {cryptosuite as eddsaRdfc2022} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import {digest} from '@sd-jwt/crypto-nodejs';
import {SDJwtVcInstance} from '@sd-jwt/sd-jwt-vc';
import {compactDecrypt, compactVerify, importJWK} from 'jose';

import {answer, given} from './reading.mjs';

const {nonce, audience, contexts} = given;

// A key that names itself: its document holds nothing but what stands in its name.
const didDocument = did => {
  const publicKeyMultibase = did.slice('did:key:'.length);
  const id = `${did}#${publicKeyMultibase}`;
  const method = {
    '@context': 'https://w3id.org/security/multikey/v1', id, type: 'Multikey', controller: did, publicKeyMultibase
  };
  return {method, document: {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did, verificationMethod: [method], assertionMethod: [id], authentication: [id]
  }};
};

const documentLoader = async url => {
  if(url.startsWith('did:key:')) {
    const {method, document} = didDocument(url.split('#')[0]);
    return {documentUrl: url, document: url.includes('#') ? method : document};
  }
  if(url in contexts) {
    return {documentUrl: url, document: contexts[url]};
  }
  throw new Error(`There is no ${url} here.`);
};

const suite = [
  eddsaRdfc2022, ecdsaRdfc2019, ecdsaSd2023.createVerifyCryptosuite(), bbs2023.createVerifyCryptosuite()
].map(cryptosuite => new DataIntegrityProof({cryptosuite}));

const verifyPresentation = async presentation => {
  const checkStatus = async () => ({verified: true});
  const result = await vc.verify({
    presentation, challenge: nonce, domain: audience, suite, documentLoader, checkStatus
  });
  if(!result.verified) {
    const errors = [result, ...result.credentialResults ?? []].flatMap(({error}) => error?.errors ?? error ?? []);
    throw new Error(errors.map(error => error.message).join(' '));
  }
  return presentation.verifiableCredential;
};

const verifyToken = async token => {
  const issuer = JSON.parse(Buffer.from(token.split('.')[0], 'base64url')).kid.split('#')[1];
  const key = await Ed25519Multikey.from({publicKeyMultibase: issuer, type: 'Multikey', controller: '', id: ''});
  const sdJwtVc = new SDJwtVcInstance({
    hasher: digest,
    hashAlg: 'sha-256',
    verifier: async (data, signature) =>
      key.verifier().verify({data: Buffer.from(data), signature: Buffer.from(signature, 'base64url')}),
    kbVerifier: async (data, signature, payload) =>
      Boolean(await compactVerify(`${data}.${signature}`, await importJWK(payload.cnf.jwk, 'EdDSA')))
  });
  const {payload, kb} = await sdJwtVc.verify(token, {keyBindingNonce: nonce});
  if(kb.payload.aud !== audience) {
    throw new Error('The token was made for somebody else.');
  }
  return payload;
};

const {plaintext} = await compactDecrypt(given.answer, await importJWK(given.key, 'ECDH-ES'));
const plain = new TextDecoder().decode(plaintext);
const shown = [], errors = [];
for(const presentation of Object.values(JSON.parse(plain).vp_token).flat()) {
  try {
    const verify = typeof presentation === 'string' ? verifyToken : verifyPresentation;
    shown.push(await verify(presentation));
  } catch(error) {
    errors.push(error.message);
  }
}
answer({plain, verified: shown.length > 0 && errors.length === 0, errors, shown});
