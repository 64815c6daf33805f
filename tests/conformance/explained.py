"""Published files of which no test asks more than that they break nothing and are never `verified`, and why.

By pattern, in which `*` also stands for folders. A file that a test speaks of needs no line here.
"""

_INPUT = "what an issuer's software is given, or a step of its work: ours reads what comes of it"
_PART = "a part of a badge, its issuer, picture or context: no award"
_SCHEMA = "a schema or context for others' software; those we bundle are held to their own copies"
_UNSIGNED = "an unsigned example: no verdict is asserted, and none is positive"
_COSE = "secured as CBOR (COSE), which is no format of ours"
_OPERATION = "an operation of JSON-LD that verifying does not use"
_PROTOCOL = "a message of a protocol that Rosette does not speak yet"
_REGISTRY = "a list of issuers or registries; lists come as packs"
_MANIFEST = "the suite's own list or vocabulary, and pages for its other readers"

EXPLAINED = {
    "w3c-json-ld-api/tests/compact*": _OPERATION,
    "w3c-json-ld-api/tests/expand/*": "goes with a test of another JSON-LD version, or with one that is refused",
    "w3c-json-ld-api/tests/flatten*": _OPERATION,
    "w3c-json-ld-api/tests/fromRdf*": _OPERATION,
    "w3c-json-ld-api/tests/remote*": "contexts are never fetched",
    "w3c-json-ld-api/tests/toRdf/*": "goes with a test of another JSON-LD version, or with one that is refused",
    "w3c-json-ld-api/tests/*context.jsonld": _MANIFEST,
    "w3c-json-ld-framing/*": "framing is not used: selective disclosure chooses by JSON pointer",
    "w3c-rdf-canon/tests/*": _MANIFEST,
    "json-schema-test-suite/tests/draft2020-12/*": "of a later draft than the bundled schemas are written in",
    "1edtech-ob-spec/*": _SCHEMA,
    "1edtech-ob-spec-examples/*": _UNSIGNED,
    "1edtech-openbadges-validator-core/*": _PART,
    "1edtech-validator-schemas/*": _SCHEMA,
    "1edtech-validator-clr/*simple_old_safesigned.json": "its publisher asserts no verdict",
    "1edtech-validator-ob20/*": _PART,
    "bc-research-ur/*": "the text of a specification; of its vectors those of one part are tested",
    "blockcerts-cert-schema/*": _SCHEMA,
    "blockcerts-cert-verifier-js/*": "an issuer, a transaction or a step that its publisher's own tests are given",
    "cfrg-hash-to-curve/*P256*": "hashing to P-256, which no suite of ours does",
    "cfrg-hash-to-curve/*_SHAKE128_*": "SHAKE-128, which no suite of ours uses",
    "contexts/*": "a context that no format of ours needs: a document with it is unknown",
    "cose-wg-examples/*": _COSE,
    "credo-ts-did/*didExample*": "of did:example, which is no method",
    "dcc-learner-credential-wallet/*": _UNSIGNED,
    "w3c-ccg-vc-ed-plugfest/*": _UNSIGNED,
    "dcc-*registr*": _REGISTRY,
    "dif-bbs-signature/*keypair.json": "the making of keys, which issuers do",
    "dif-bbs-signature/*messages.json": "what the other fixtures repeat",
    "dif-jws-test-suite/data/*": _INPUT,
    "dif-presentation-exchange/*": _PROTOCOL,
    "ed25519-speccheck/cases.txt": "the same cases as in the JSON beside it",
    "elm-empl/*": _UNSIGNED,
    "esig-dss-jades/*schema*": _SCHEMA,
    "esig-dss-jades/*": "detached, or something else than a signature: its publisher asserts no verdict",
    "eu-dgc-testdata/*": _COSE,
    "eudi-openid4v*": _PROTOCOL,
    "ietf-jose-cookbook/jwe/*": "encryption, which no format of ours has",
    "ietf-jose-cookbook/*": "encryption, or a code with a shared secret: neither is a signature",
    "ietf-sd-jwt-examples/*": _INPUT,
    "ietf-token-status-list/*cbor*": _COSE,
    "ietf-token-status-list/*cwt*": _COSE,
    "ietf-token-status-list/*status_list_jwt.md": "the same token as in the raw text beside it",
    "learncard-credential-library/*.meta.json": "says what the badge beside it is",
    "luisgf-openbadgeslib/*": "a picture without a badge, or a key",
    "mozilla-openbadges-bakery/*": "a picture without a badge",
    "multiformats-multi*": "encodings and digests of which Rosette takes two, tested with the others' vectors",
    "mynextid-credentials/*": _UNSIGNED,
    "openid4v*": _PROTOCOL,
    "owf-sd-jwt-js/*": _INPUT,
    "owf-sd-jwt-python/*": _INPUT,
    "rfc9901/holder-key.jwk.json": "the holder's key stands in the tokens",
    "spruceid-ssi/*": "keys and documents of did:example, and what others resolve",
    "w3c-bitstring-spec-examples/*.cose.txt": _COSE,
    "w3c-bitstring-spec-examples/*": _UNSIGNED,
    "w3c-did-test-suite/*": "of DID methods outside the list, or did:web as resolved by others",
    "w3c-vc-data-integrity-spec-examples/*": "made to look at: no signature of theirs is one",
    "w3c-vc-data-model-schema-examples/*": _SCHEMA,
    "w3c-vc-di-bbs-test-suite/*": _INPUT,
    "w3c-vc-di-bbs/*": _INPUT,
    "w3c-vc-di-ecdsa-test-suite/*": _INPUT,
    "w3c-vc-jose-cose-test-suite/*": _INPUT,
    "w3c-vcdm1-test-suite/*": _INPUT,
    "w3c-vcdm2-test-suite/*": "its publisher asserts no verdict",
    "wycheproof/*/bls_hash_to_g2_test.json": "hashing to G2, which no suite of ours does",
    "wycheproof/*/chacha20_poly1305_test.json": "a cipher that no part of Rosette uses",
    "wycheproof/*/hmac_sha256_test.json": "the interpreter's own, with keys that no stranger chooses",
    "wycheproof/*/pbkdf2_hmacsha256_test.json": "passphrases go through Argon2id",
}
